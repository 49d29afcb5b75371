import type { Log } from '#src/ports/system';
import type { Handlers } from '#src/queue/jobs';
import type { Context } from '#src/usecases/context';
import type { MediaWorld } from '#src/usecases/fetch-media';
import type { Reader } from '#src/usecases/read-message';
import { deliver } from './deliver.ts';
import { fetchMedia } from './fetch-media.ts';
import { introduce } from './introduce.ts';
import { sort } from './sort.ts';

/** Every job's one handler. */
export const handlersFor = (context: Context, reader: Reader, world: MediaWorld, log: Log): Handlers => ({
  'message.sort': sort(context, reader, log),
  'message.deliver': deliver(context, world.channels),
  'media.fetch': fetchMedia(context, world),
  'profile.fetch': introduce(context, world.channels),
});
