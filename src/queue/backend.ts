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
import { openUntilReady } from './open-until-ready.ts';
import type { TellTrouble } from './trouble.ts';

/** Where jobs lie: the product's own database, or Redis when the city has outgrown that. Decided here alone. */
export type QueueBackend = { readonly onTrouble: TellTrouble } & (
  { readonly kind: 'postgres'; readonly pool: PgPool } | { readonly kind: 'redis'; readonly url: string }
);

class NotAPoolError extends Error {
  override readonly name = 'NotAPoolError';
}

/** The pool that `src/store` makes: pg's types and BullMQ's describe the same object in words that do not match. */
export const postgresBackend = (pool: unknown, onTrouble: TellTrouble): QueueBackend => {
  if (!isPgPool(pool)) throw new NotAPoolError('the queue needs a pool of the package pg');
  return { kind: 'postgres', pool, onTrouble };
};

export const redisBackend = (url: string, onTrouble: TellTrouble): QueueBackend => ({
  kind: 'redis',
  url,
  onTrouble,
});

/** What a producer needs of a queue. */
export interface JobQueue {
  addBulk(jobs: readonly { name: string; data: unknown; opts: JobsOptions }[]): Promise<unknown>;
  close(): Promise<void>;
}

/**
 * BullMQ adds in bulk on PostgreSQL through a temporary table: 5 ms of the server's time, however few the jobs, while
 * one job alone takes 0.3 ms.
 */
const worthBulk = 20;

export const openQueue = (backend: QueueBackend, name: string): JobQueue => {
  switch (backend.kind) {
    case 'postgres': {
      const open = () => {
        const queue = new Queue(name, { connection: backend.pool }, createPostgresBackend);
        return queue.on('error', backend.onTrouble);
      };
      const opening = openUntilReady(open, retryMs, backend.onTrouble);
      return {
        addBulk: async (jobs) => {
          const queue = await opening.ready;
          if (queue === null) return;
          if (jobs.length >= worthBulk) await queue.addBulk([...jobs]);
          else await Promise.all(jobs.map(({ name: jobName, data, opts }) => queue.add(jobName, data, opts)));
        },
        close: opening.close,
      };
    }
    case 'redis': {
      // What waits for a Redis that cannot be reached is given up at the second try: the relay finds the rows again.
      const connection = connect(backend, { maxRetriesPerRequest: 1, commandTimeout: 3_000 });
      // With a look at the version a queue first opened while Redis is away would stay broken for good.
      const queue = new Queue(name, { connection, skipWaitingForReady: true, skipVersionCheck: true });
      queue.on('error', backend.onTrouble);
      return {
        addBulk: (jobs) => queue.addBulk([...jobs]),
        close: async () => {
          if (connection.status === 'ready') await queue.close();
          connection.disconnect();
        },
      };
    }
  }
};

interface Patience {
  /** Null: a command waits for Redis as long as it takes. */
  readonly maxRetriesPerRequest: number | null;
  readonly commandTimeout?: number;
}

const connect = (
  { url, onTrouble }: { readonly url: string; readonly onTrouble: TellTrouble },
  patience: Patience,
): Redis => {
  const connection = new Redis(url, { connectTimeout: 3_000, retryStrategy: () => retryMs, ...patience });
  connection.on('error', onTrouble);
  return connection;
};

const retryMs = 1_000;

/** Another worker takes a dead one's job over within ten seconds; a lost connection is tried again each second, not each fifteenth. */
const persistence = {
  lockDuration: 5_000,
  stalledInterval: 5_000,
  maxStalledCount: 10,
  runRetryDelay: retryMs,
} as const;

export interface JobWorker {
  close(): Promise<void>;
}

export const openWorker = (
  backend: QueueBackend,
  name: string,
  process: (job: Job<unknown>, token: string) => Promise<void>,
  concurrency: number,
): JobWorker => {
  const run = async (job: Job<unknown>, token?: string): Promise<void> => process(job, token ?? '');
  switch (backend.kind) {
    case 'postgres': {
      const settings = { connection: backend.pool, concurrency, autorun: false, ...persistence };
      const open = () => {
        const worker = new Worker(name, run, settings, createPostgresBackend);
        return worker.on('error', backend.onTrouble);
      };
      const opening = openUntilReady(open, retryMs, backend.onTrouble);
      void opening.ready.then((worker) => worker?.run()).catch(backend.onTrouble);
      return { close: opening.close };
    }
    case 'redis': {
      const connection = connect(backend, { maxRetriesPerRequest: null });
      const worker = new Worker(name, run, { connection, concurrency, ...persistence });
      worker.on('error', backend.onTrouble);
      return { close: () => closeOnRedis(worker, connection) };
    }
  }
};

/** A Redis that is not there, or goes while we end, is not waited for; the jobs in hand are taken over when their locks end. */
const closeOnRedis = async (worker: Worker, connection: Redis): Promise<void> => {
  const isThere = connection.status === 'ready';
  const gone = new Promise<void>((resolve) => void connection.once('close', () => resolve()));
  await (isThere ? Promise.race([worker.close(), gone]) : worker.close(true));
  connection.disconnect();
};
