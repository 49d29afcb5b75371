import { Client } from 'pg';
import { readPlainly } from './catalogue.ts';
import { isUnderWay, markFinished, markUnderWay } from './under-way.ts';
import type { AppliedMigration } from './snapshot.ts';

/** Its message says what is there and what to do instead of overwriting it. */
export class TargetRefusedError extends Error {
  override readonly name = 'TargetRefusedError';
}

/** The database that a restore fills. */
export interface Target {
  readonly client: Client;
  /** From now on nobody starts on it until `finish`. */
  begin(): Promise<void>;
  finish(): Promise<void>;
  close(): Promise<void>;
}

/** One number for every restore into one database. */
const restoreLock = 727_002;

/** Refuses whatever has a table in it, except what an interrupted restore of a backup like this one left behind. */
export const openTarget = async (url: string, backedUp: readonly AppliedMigration[]): Promise<Target> => {
  const client = new Client({ connectionString: url, application_name: 'kodama-restore', keepAlive: true });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await readPlainly(client);
    await demandAlone(client);
    if (await isUnderWay(client)) await demandSameLevel(client, backedUp);
    else await demandEmpty(client);
  } catch (error) {
    await client.end();
    throw error;
  }
  return {
    client,
    begin: () => markUnderWay(client),
    finish: () => markFinished(client),
    close: () => client.end(),
  };
};

const demandAlone = async (client: Client): Promise<void> => {
  const { rows } = await client.query<{ is_ours: boolean }>('select pg_try_advisory_lock($1) as is_ours', [
    restoreLock,
  ]);
  if (rows[0]?.is_ours !== true)
    throw new TargetRefusedError('Another restore fills this database at this moment.');
};

const demandEmpty = async (client: Client): Promise<void> => {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm') order by 1`,
  );
  if (rows.length === 0) return;
  const names = new Set(rows.map(({ name }) => name));
  throw new TargetRefusedError(
    `This database is not empty (${await describe(client, names)}). Nothing was changed: a restore never overwrites. ` +
      'Give it an empty place: with the embedded database a new folder, for example ' +
      '`DATA_DIR=data-restored npm run restore -- --from <file>`, or move the old folder aside; ' +
      'with DATABASE_URL a database that was just created.',
  );
};

const describe = async (client: Client, names: ReadonlySet<string>): Promise<string> => {
  if (!names.has('matter') || !names.has('staff')) return `${names.size} tables that are not a city's`;
  const { rows } = await client.query<{ staff: string; matters: string }>(
    'select (select count(*) from staff)::text as staff, (select count(*) from matter)::text as matters',
  );
  return `a city with ${rows[0]?.staff ?? '?'} staff and ${rows[0]?.matters ?? '?'} matters`;
};

const demandSameLevel = async (client: Client, backedUp: readonly AppliedMigration[]): Promise<void> => {
  const { rows } = await client.query<{ is_there: boolean }>(
    `select to_regclass('public.migration') is not null as is_there`,
  );
  if (rows[0]?.is_there !== true) return;
  const applied = await client.query<{ name: string }>('select name from public.migration');
  const wanted = new Set(backedUp.map(({ name }) => name));
  if (applied.rows.every(({ name }) => wanted.has(name))) return;
  throw new TargetRefusedError(
    'An interrupted restore of another, newer backup lies in this database. Give this one an empty place of its own.',
  );
};
