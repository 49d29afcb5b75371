import { handlersFor } from '#workers/index';
import { startReassuring } from '#workers/reassure';
import { startRelay } from '#workers/relay';
import type { Env } from '#config/env';
import type { Log } from '#src/ports/system';
import { startConsumers } from '#src/queue/consumer';
import { makeReader } from '#src/usecases/read-message';
import { teachClassifier } from './classifier.ts';
import { mediaPath } from './database.ts';
import { mediaFolder } from './media-folder.ts';
import { startTokenizer } from './tokenizer.ts';
import type { Wired } from './wire.ts';

export interface RunningWorker {
  /** Takes no more jobs and finishes those in hand. */
  close(): Promise<void>;
}

const patienceMs = 2_500;

export const runWorker = async (wired: Wired, env: Env, log: Log): Promise<RunningWorker> => {
  const { context, backend } = wired;
  const tokenizer = await startTokenizer();
  const classifier = await teachClassifier(context.city, tokenizer);
  const reader = makeReader(tokenizer, classifier, context.city);
  const channels = new Map(wired.channels.map((channel) => [channel.name, channel]));
  const handlers = handlersFor(context, reader, { media: mediaFolder(mediaPath(env)), channels });
  const consumers = startConsumers({ backend, handlers, log, clock: context.clock });
  const relay = startRelay(context, log);
  const reassuring = startReassuring(context, channels, log);
  return {
    close: async () => {
      await Promise.all([relay.close(), reassuring.close()]);
      await consumers.close(patienceMs);
      await tokenizer.close();
    },
  };
};
