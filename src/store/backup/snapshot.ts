import type { Readable } from 'node:stream';
import { Client, escapeIdentifier } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { isStored, storedMedia } from './media-keys.ts';
import { copyTarget, readPlainly, sequencesOf, tablesOf, type TableShape } from './catalogue.ts';

/** The database at one moment, while it goes on being written to. */
export interface Snapshot {
  readonly takenAt: Date;
  /** Null in a database of a release that had none. */
  readonly epoch: string | null;
  readonly migrations: readonly AppliedMigration[];
  readonly tables: readonly TableShape[];
  readonly sequences: Readonly<Record<string, string | null>>;
  rowsOf(table: TableShape): TableRows;
  /** What the media store held at that moment, in pages. */
  storedMedia(): AsyncIterable<readonly string[]>;
  /** Asked now, not of that moment: false when it was taken back meanwhile. */
  isStillStored(medium: string): Promise<boolean>;
  close(): Promise<void>;
}

export interface AppliedMigration {
  readonly name: string;
  readonly sha256: string;
}

export interface TableRows {
  readonly body: Readable;
  /** Known when the body has ended. */
  count(): number;
}

export class NoCityError extends Error {
  override readonly name = 'NoCityError';
}

/** Only reads, and takes no transaction id, so it holds up neither writers nor the live feed. */
export const openSnapshot = async (url: string): Promise<Snapshot> => {
  const [reader, asker] = [connection(url), connection(url)];
  const close = async (): Promise<void> => void (await Promise.all([reader.end(), asker.end()]));
  try {
    await Promise.all([reader.connect(), asker.connect()]);
    await Promise.all([readPlainly(reader), readPlainly(asker)]);
    await begin(reader);
    const tables = await tablesOf(reader);
    return {
      ...(await factsOf(reader, tables)),
      tables,
      sequences: await sequencesOf(reader),
      rowsOf: (table) => {
        const body = reader.query(copyTo(`copy ${copyTarget(table)} to stdout`));
        return { body, count: () => body.rowCount };
      },
      storedMedia: () => storedMedia(reader, tables),
      isStillStored: (medium) => isStored(asker, tables, medium),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};

const connection = (url: string): Client => {
  const client = new Client({ connectionString: url, application_name: 'kodama-backup', keepAlive: true });
  // A server that goes away rejects the query as well.
  client.on('error', () => undefined);
  return client;
};

/**
 * The tables are locked against migrations before the moment is fixed by the first query: a table rewritten after it would
 * look empty.
 */
const begin = async (reader: Client): Promise<void> => {
  const names = (await tablesOf(reader)).map(({ name }) => `public.${escapeIdentifier(name)}`);
  const { rows } = await reader.query<{ is_ours: boolean }>(
    `select to_regclass('public.migration') is not null and to_regclass('public.matter') is not null as is_ours`,
  );
  if (rows[0]?.is_ours !== true) {
    throw new NoCityError(
      'This database holds no city yet: nothing to back up. Check DATABASE_URL and DATA_DIR.',
    );
  }
  await reader.query('begin isolation level repeatable read, read only');
  await reader.query(`lock table ${names.join(', ')} in access share mode`);
};

const factsOf = async (
  reader: Client,
  tables: readonly TableShape[],
): Promise<Pick<Snapshot, 'takenAt' | 'epoch' | 'migrations'>> => {
  // When the transaction began: no send that the snapshot does not know of was made before.
  const moment = await reader.query<{ now: Date }>('select now()');
  const migrations = await reader.query<AppliedMigration>('select name, sha256 from migration order by name');
  const hasEpoch = tables.some(({ name }) => name === 'epoch');
  const epoch = hasEpoch ? (await reader.query<{ id: string }>('select id from epoch')).rows[0] : undefined;
  const takenAt = moment.rows[0]?.now;
  if (takenAt === undefined) throw new Error('the database did not say what time it is');
  return { takenAt, epoch: epoch?.id ?? null, migrations: migrations.rows };
};
