import {
  createPostgresBackend,
  isPgPool,
  Queue,
  Worker,
  type Job,
  type JobsOptions,
  type PgPool,
} from 'bullmq';
import { Redis } from 'ioredis';

/** Where jobs lie: the product's own database, or Redis when the city has outgrown that. Decided here alone. */
export type QueueBackend =
  { readonly kind: 'postgres'; readonly pool: PgPool } | { readonly kind: 'redis'; readonly url: string };

class NotAPoolError extends Error {
  override readonly name = 'NotAPoolError';
}

/** The pool that `src/store` makes: pg's types and BullMQ's describe the same object in words that do not match. */
export const postgresBackend = (pool: unknown): QueueBackend => {
  if (!isPgPool(pool)) throw new NotAPoolError('the queue needs a pool of the package pg');
  return { kind: 'postgres', pool };
};

/** What a producer needs of a queue. */
export interface JobQueue {
  addBulk(jobs: { name: string; data: unknown; opts: JobsOptions }[]): Promise<unknown>;
  close(): Promise<void>;
}

/**
 * BullMQ adds in bulk on PostgreSQL through a temporary table: 5 ms of the server's time, however few the jobs, while
 * one job alone takes 0.3 ms.
 */
const worthBulk = 20;

export const openQueue = (backend: QueueBackend, name: string, onError: (error: Error) => void): JobQueue => {
  switch (backend.kind) {
    case 'postgres': {
      const queue = new Queue(name, { connection: backend.pool }, createPostgresBackend);
      queue.on('error', onError);
      return {
        addBulk: (jobs) =>
          jobs.length < worthBulk
            ? Promise.all(jobs.map(({ name: jobName, data, opts }) => queue.add(jobName, data, opts)))
            : queue.addBulk(jobs),
        close: () => queue.close(),
      };
    }
    case 'redis': {
      // What waits for a Redis that cannot be reached is given up at the second try: the relay finds the rows again.
      const connection = new Redis(backend.url, { maxRetriesPerRequest: 1 });
      connection.on('error', onError);
      const queue = new Queue(name, { connection, skipWaitingForReady: true });
      queue.on('error', onError);
      return {
        addBulk: (jobs) => queue.addBulk(jobs),
        close: async () => {
          if (connection.status === 'ready') await queue.close();
          connection.disconnect();
        },
      };
    }
  }
};

export interface WorkerPlan {
  readonly concurrency: number;
  readonly onError: (error: Error) => void;
}

/** Another worker takes a dead one's job over within ten seconds; a lost connection is tried again each second, not each fifteenth. */
const persistence = {
  lockDuration: 5_000,
  stalledInterval: 5_000,
  maxStalledCount: 10,
  runRetryDelay: 1_000,
} as const;

export interface JobWorker {
  close(): Promise<void>;
}

export const openWorker = (
  backend: QueueBackend,
  name: string,
  process: (job: Job<unknown>, token: string) => Promise<void>,
  plan: WorkerPlan,
): JobWorker => {
  const run = async (job: Job<unknown>, token?: string): Promise<void> => process(job, token ?? '');
  switch (backend.kind) {
    case 'postgres': {
      const worker = new Worker(
        name,
        run,
        { connection: backend.pool, concurrency: plan.concurrency, ...persistence },
        createPostgresBackend,
      );
      worker.on('error', plan.onError);
      return { close: () => worker.close() };
    }
    case 'redis': {
      const connection = new Redis(backend.url, { maxRetriesPerRequest: null });
      connection.on('error', plan.onError);
      const worker = new Worker(name, run, { connection, concurrency: plan.concurrency, ...persistence });
      worker.on('error', plan.onError);
      return {
        close: async () => {
          // A Redis that is not there would be waited for; the jobs in hand are taken over when their locks end.
          await worker.close(connection.status !== 'ready');
          connection.disconnect();
        },
      };
    }
  }
};
