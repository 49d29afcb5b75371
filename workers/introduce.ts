import type { ChannelName } from '#src/domain/channel-name';
import type { Channel } from '#src/ports/channel';
import type { Handlers } from '#src/queue/jobs';
import type { Context } from '#src/usecases/context';
import { fetchProfile } from '#src/usecases/fetch-profile';

const askLastsMs = 10_000;

export const introduce =
  (context: Context, channels: ReadonlyMap<ChannelName, Channel>): Handlers['profile.fetch'] =>
  ({ accountId }, signal) =>
    fetchProfile(context, channels, accountId, AbortSignal.any([signal, AbortSignal.timeout(askLastsMs)]));
