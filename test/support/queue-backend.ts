import { inject } from 'vitest';
import { postgresBackend, redisBackend, type QueueBackend } from '#src/queue/backend';
import { openQueuePool } from '#src/store/open';
import { migratedDatabase } from './migrated.ts';
import { emptyQueue, queueUrlFor } from './queue-place.ts';

export interface TestQueue {
  readonly backend: QueueBackend;
  /** What it complained of. */
  readonly troubles: readonly Error[];
  /** All jobs are lost. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

/** An empty queue of one's own, in PostgreSQL or in Redis as this run has it. */
export const openTestQueue = async (): Promise<TestQueue> => {
  const troubles: Error[] = [];
  const onTrouble = (error: Error): void => void troubles.push(error);
  const database = await migratedDatabase();
  const redisUrl = await queueUrlFor(database.url);
  const pool = openQueuePool({ url: database.url, maxConnections: 16, onBroken: () => {} });
  // A file's desks come and go on one pool.
  pool.setMaxListeners(100);
  return {
    backend:
      inject('redisServer') === '' ? postgresBackend(pool, onTrouble) : redisBackend(redisUrl, onTrouble),
    troubles,
    empty: () => emptyQueue(database.url),
    close: async () => {
      await pool.end();
      await database.drop();
    },
  };
};
