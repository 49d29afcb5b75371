import { setTimeout as pause } from 'node:timers/promises';
import { openQueue, type JobQueue, type QueueBackend } from './backend.ts';
import { inJobs } from './job-data.ts';
import type { JobName, Nudge } from './jobs.ts';
import { queueNames } from './queue-names.ts';

/**
 * Hands work to the workers. A nudge that is lost is not lost work: the relay finds the row. So nobody waits for it, and
 * all that come while one batch is on its way go out together in the next.
 */
export interface Producer {
  nudge(...nudges: readonly Nudge[]): void;
  /** Sends what is in hand and lets go. */
  close(): Promise<void>;
}

/** What comes within this time goes out together: many jobs cost the database little more than one. */
const gapMs = 25;

/** What a queue that does not answer is given at the end; its nudges are found again by the relay. */
const patienceMs = 1_500;

export const startProducer = (backend: QueueBackend): Producer => {
  const queues = new Map<JobName, JobQueue>();
  const queueFor = (name: JobName): JobQueue => {
    const open = queues.get(name) ?? openQueue(backend, queueNames[name]);
    queues.set(name, open);
    return open;
  };

  let waiting: Nudge[] = [];
  let sending: Promise<void> | null = null;

  const sendAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      for (const [name, nudges] of Map.groupBy(batch, (nudge) => nudge.name)) {
        try {
          await queueFor(name).addBulk(inJobs(name, nudges));
        } catch (error) {
          // Not accepted: the relay will find their rows.
          backend.onTrouble(error instanceof Error ? error : new Error('the queue failed', { cause: error }));
        }
      }
      await pause(gapMs);
    }
    sending = null;
  };

  return {
    nudge: (...nudges) => {
      waiting.push(...nudges);
      // The next turn of the event loop: what commits together is handed over together.
      sending ??= new Promise((resolve) => setImmediate(resolve)).then(sendAll);
    },
    close: async () => {
      await Promise.race([sending, pause(patienceMs, undefined, { ref: false })]);
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
};
