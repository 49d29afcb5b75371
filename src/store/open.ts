import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import { Pool } from 'pg';
import type { StaffId } from '#src/domain/ids';
import type { Tables } from './tables.ts';

/** A transaction that some role was granted sight in. Only the functions of `Store` begin one. */
export type Tx = Transaction<Tables>;

/**
 * The database. Every pooled connection is `kodama_nobody`, who sees nothing: sight is granted for one transaction
 * at a time, so that a forgotten role is "permission denied" and never somebody else's matters.
 */
export interface Store {
  /** Sees what the walls show this member of staff. */
  asStaff<T>(staff: StaffId, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Sees what residents sent and what goes back to them; no passwords or sessions. */
  asWorker<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Sees who may log in, and nothing of what lies inside. */
  asDoor<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Sees which matters changed, in ids. */
  asFeed<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Resolves when the database answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface StoreSettings {
  readonly url: string;
  readonly maxConnections: number;
  /** Told of connections that break; a query on one rejects besides. */
  readonly onBroken: (error: Error) => void;
}

export const openStore = (settings: StoreSettings): Store => {
  const pool = new Pool({
    connectionString: settings.url,
    max: settings.maxConnections,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    application_name: 'kodama',
    options: '-c role=kodama_nobody -c search_path=public -c statement_timeout=15000 -c timezone=UTC',
  });
  outlive(pool, settings.onBroken);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });

  const as = <T>(role: string, staff: StaffId | null, work: (tx: Tx) => Promise<T>): Promise<T> =>
    db.transaction().execute(async (tx) => {
      await sql`select set_config('role', ${role}, true), set_config('kodama.staff_id', ${staff ?? ''}, true)`.execute(
        tx,
      );
      return work(tx);
    });

  return {
    asStaff: (staff, work) => as('kodama_staff', staff, work),
    asWorker: (work) => as('kodama_worker', null, work),
    asDoor: (work) => as('kodama_door', null, work),
    asFeed: (work) => as('kodama_feed', null, work),
    ping: async () => {
      await sql`select 1`.execute(db);
    },
    close: () => db.destroy(),
  };
};

/** The queue's own pool on the same database: it sees its schema and nothing else. */
export const openQueuePool = (settings: StoreSettings): Pool => {
  const pool = new Pool({
    connectionString: settings.url,
    max: settings.maxConnections,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    application_name: 'kodama-queue',
    options: '-c role=kodama_queue -c search_path=bullmq',
  });
  outlive(pool, settings.onBroken);
  return pool;
};

/** A pool listens to its idle connections only: one that breaks in somebody's hands would end the process. */
const outlive = (pool: Pool, onError: (error: Error) => void): void => {
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
};
