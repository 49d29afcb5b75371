import { isInboundEventId } from '#src/domain/ids';
import type { InboundEvent } from '#src/domain/inbound';
import { keepInbound, type NewInbound } from '#src/store/inbound-events';
import type { Context } from './context.ts';
import { newId } from './new-id.ts';

export type AcceptInbound = (events: readonly InboundEvent[]) => Promise<void>;

interface Waiting {
  readonly batch: readonly NewInbound[];
  readonly settle: (failure: unknown) => void;
}

/** More rows in one commit would keep the first request waiting for the last. */
const rowsPerCommit = 500;

/**
 * Resolves when every event is a committed row; rejects when it is not certain that it is. Requests that come while a
 * commit is on its way share the next one, since a commit costs the same for one row as for many.
 */
export const acceptInbound = (context: Context): AcceptInbound => {
  let queue: Waiting[] = [];
  let isRunning = false;

  const keep = async (batch: readonly NewInbound[]): Promise<void> => {
    const now = context.clock.now();
    const kept = await context.store.asWorker((tx) => keepInbound(tx, batch, now));
    context.producer.nudge(
      ...kept.map((inboundEventId) => ({ name: 'message.sort' as const, data: { inboundEventId } })),
    );
  };

  const keepTogether = async (requests: readonly Waiting[]): Promise<void> => {
    try {
      await keep(requests.flatMap((request) => request.batch));
      for (const request of requests) request.settle(null);
    } catch (failure) {
      if (requests.length === 1) {
        for (const request of requests) request.settle(failure);
        return;
      }
      // One request's trouble must not fail its neighbours. Keeping twice is harmless.
      for (const request of requests) await keepTogether([request]);
    }
  };

  const run = async (): Promise<void> => {
    isRunning = true;
    while (queue.length > 0) {
      const requests: Waiting[] = [];
      let rows = 0;
      for (const request of queue) {
        if (requests.length > 0 && rows + request.batch.length > rowsPerCommit) break;
        requests.push(request);
        rows += request.batch.length;
      }
      queue = queue.slice(requests.length);
      await keepTogether(requests);
    }
    isRunning = false;
  };

  return (events) => {
    if (events.length === 0) return Promise.resolve();
    const batch = events.map((event) => ({ id: newId(context.ids, isInboundEventId), event }));
    return new Promise((resolve, reject) => {
      queue.push({ batch, settle: (failure) => (failure === null ? resolve() : reject(failure)) });
      if (!isRunning) void run();
    });
  };
};
