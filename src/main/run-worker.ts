import { handlersFor } from '#workers/index';
import { startRelay } from '#workers/relay';
import { startSweep } from '#workers/sweep';
import type { Log } from '#src/ports/system';
import { startConsumers } from '#src/queue/consumer';
import { makeReader } from '#src/usecases/read-message';
import { teachClassifier } from './classifier.ts';
import { startTokenizer } from './tokenizer.ts';
import type { Wired } from './wire.ts';

export interface RunningWorker {
  /** Takes no more jobs and finishes those in hand. */
  close(): Promise<void>;
}

const patienceMs = 2_500;

export const runWorker = async (wired: Wired, log: Log): Promise<RunningWorker> => {
  const { context, backend } = wired;
  const tokenizer = await startTokenizer();
  const classifier = await teachClassifier(context.city, tokenizer);
  const reader = makeReader(tokenizer, classifier, context.city);
  const channels = new Map(wired.channels.map((channel) => [channel.name, channel]));
  const handlers = handlersFor(context, reader, { media: wired.media, channels });
  const consumers = startConsumers({ backend, handlers, log, clock: context.clock });
  const relay = startRelay(context, log);
  const sweep = startSweep(context, wired.media, log);
  return {
    close: async () => {
      await relay.close();
      await sweep.close();
      await consumers.close(patienceMs);
      await tokenizer.close();
    },
  };
};
