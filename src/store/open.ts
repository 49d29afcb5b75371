import { sql, type Kysely, type Transaction } from 'kysely';
import { Pool } from 'pg';
import type { StaffId } from '#src/domain/ids';
import type { TalkId } from '#src/domain/talk';
import { isChanged, makeBell } from './notify.ts';
import { PreparingClient } from './preparing-client.ts';
import type { Tables } from './tables.ts';
import { openAs } from './walled-driver.ts';

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
  /** Sees one talk of the web chat as its resident does: their own messages, and the city's that have arrived. */
  asResident<T>(talk: TalkId, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Sees which matters changed, in ids. */
  asFeed<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Resolves when the database answers. */
  ping(): Promise<void>;
  /** How its connections are used at this moment. */
  connections(): Connections;
  close(): Promise<void>;
}

export interface Connections {
  readonly open: number;
  readonly idle: number;
  /** Transactions that wait for a free one. */
  readonly waiting: number;
}

export interface StoreSettings {
  readonly url: string;
  readonly maxConnections: number;
  /** Told of connections that break; a query on one rejects besides. */
  readonly onBroken: (error: Error) => void;
}

export const openStore = (settings: StoreSettings): Store => {
  const pool = new Pool({
    Client: PreparingClient,
    connectionString: settings.url,
    max: settings.maxConnections,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    pipeline: true,
    application_name: 'kodama',
    // A plan is made once for each connection, perhaps while the tables are still empty: it must not read them whole for ever.
    options:
      '-c role=kodama_nobody -c search_path=public -c statement_timeout=15000 -c timezone=UTC -c enable_seqscan=off',
  });
  outlive(pool, settings.onBroken);
  const bell = makeBell(pool);

  const work = async <T>(db: Kysely<Tables>, run: (tx: Tx) => Promise<T>): Promise<T> => {
    let hasChanged = false;
    const result = await db.transaction().execute(async (tx) => {
      const done = await run(tx);
      hasChanged = isChanged(tx);
      return done;
    });
    if (hasChanged) bell.ring();
    return result;
  };
  const staffDb = openAs(pool, 'kodama_staff');
  const workerDb = openAs(pool, 'kodama_worker');
  const doorDb = openAs(pool, 'kodama_door');
  const feedDb = openAs(pool, 'kodama_feed');
  const residentDb = openAs(pool, 'kodama_resident');

  return {
    asStaff: (staff, run) =>
      work(staffDb, async (tx) => {
        await sql`select set_config('kodama.staff_id', ${staff}, true)`.execute(tx);
        return run(tx);
      }),
    asWorker: (run) => work(workerDb, run),
    asDoor: (run) => work(doorDb, run),
    asResident: (talk, run) =>
      work(residentDb, async (tx) => {
        await sql`select set_config('kodama.talk', ${talk}, true)`.execute(tx);
        return run(tx);
      }),
    asFeed: (run) => work(feedDb, run),
    ping: async () => {
      await pool.query('select 1');
    },
    connections: () => ({
      open: pool.totalCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
    close: async () => {
      bell.close();
      await pool.end();
    },
  };
};

/**
 * The queue's own pool on the same database: it sees its schema and nothing else. Its commits do not wait for the disk:
 * what a power cut takes from it the relay finds in the rows.
 */
export const openQueuePool = (settings: StoreSettings): Pool => {
  const pool = new Pool({
    connectionString: settings.url,
    max: settings.maxConnections,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    application_name: 'kodama-queue',
    options: '-c role=kodama_queue -c search_path=bullmq -c synchronous_commit=off -c enable_seqscan=off',
  });
  outlive(pool, settings.onBroken);
  // Each queue and each worker of it listens.
  pool.setMaxListeners(50);
  return pool;
};

/** A pool listens to its idle connections only: one that breaks in somebody's hands would end the process. */
const outlive = (pool: Pool, onError: (error: Error) => void): void => {
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
};
