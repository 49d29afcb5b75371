import { startErasing } from '#workers/erase';
import { handlersFor } from '#workers/index';
import { startReassuring } from '#workers/reassure';
import { startRelay } from '#workers/relay';
import { startScouring } from '#workers/scour';
import { startSweep } from '#workers/sweep';
import { startTellingHolds } from '#workers/tell-holds';
import type { Log } from '#src/ports/system';
import { startConsumers } from '#src/queue/consumer';
import { makeReader } from '#src/usecases/read-message';
import { teachClassifier } from './classifier.ts';
import { countJobs } from './counted.ts';
import { startTokenizer } from './tokenizer.ts';
import type { Wired } from './wire.ts';

export interface RunningWorker {
  /** Rejects when it cannot do what it is there for: the database does not answer, or nothing reads Japanese. */
  checkReady(): Promise<void>;
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
  const handlers = countJobs(
    handlersFor(context, reader, { media: wired.media, channels }, log),
    wired.instruments,
  );
  const consumers = startConsumers({ backend, handlers, log, clock: context.clock });
  const relay = startRelay(context, log);
  const reassuring = startReassuring(context, channels, log);
  const sweep = startSweep(context, wired.media, log);
  const telling = startTellingHolds(context, log);
  const erasing = startErasing(context, log);
  const scouring = startScouring({ scour: wired.scour, clock: context.clock, log });
  return {
    checkReady: async () => {
      await context.store.ping();
      await tokenizer.tokenize(context.city.name);
    },
    close: async () => {
      await Promise.all([relay, reassuring, sweep, telling, erasing, scouring].map((timer) => timer.close()));
      await consumers.close(patienceMs);
      await tokenizer.close();
    },
  };
};
