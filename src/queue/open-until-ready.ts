import { setTimeout as pause } from 'node:timers/promises';
import type { TellTrouble } from './trouble.ts';

/** What BullMQ opens. */
interface Openable {
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
}

export interface Opening<T> {
  /** Null when it was closed before anything held. */
  readonly ready: Promise<T | null>;
  close(): Promise<void>;
}

/**
 * BullMQ on PostgreSQL remembers a first connection that failed: what it opened refuses everything from then on, and a worker
 * asks it again without ever pausing, so that nothing else in the program gets a turn, not even the wish to end it. So it is
 * opened anew until the first connection holds.
 */
export const openUntilReady = <T extends Openable>(
  open: () => T,
  retryMs: number,
  onTrouble: TellTrouble,
): Opening<T> => {
  const stop = new AbortController();
  const begin = async (): Promise<T | null> => {
    while (!stop.signal.aborted) {
      const opened = open();
      try {
        await opened.waitUntilReady();
        return opened;
      } catch (error) {
        onTrouble(error instanceof Error ? error : new Error('the queue is not ready', { cause: error }));
        await opened.close().catch(() => undefined);
        await pause(retryMs, undefined, { signal: stop.signal }).catch(() => undefined);
      }
    }
    return null;
  };
  const ready = begin();
  return {
    ready,
    close: async () => {
      stop.abort();
      await (await ready)?.close();
    },
  };
};
