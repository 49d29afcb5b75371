import { Client } from 'pg';

/**
 * What stays in the files of a database after words were erased. `vacuumed`: no statement can read them any more, and most
 * of the bytes are overwritten. `rewritten`: the tables are written anew without them; nobody can use a table meanwhile.
 */
export type Scouring = 'vacuumed' | 'rewritten';

/**
 * - `clean`: no words have gone since the last time
 * - `busy`: another process is at it, somebody reads an old state of the tables, or holds one of them; it is to be tried again
 * - `too-large`: a pause as long as these tables need is for a person to choose
 */
export type Scoured =
  | { readonly kind: 'clean' | 'busy' }
  | { readonly kind: 'too-large'; readonly tables: readonly string[] }
  | { readonly kind: 'done'; readonly isLogFree: boolean };

export interface ScourOrder {
  readonly to: Scouring;
  /** Tables of up to this many bytes are rewritten; null rewrites all. */
  readonly mostBytes: number | null;
  /** Also when no words are known to have gone. */
  readonly isForced: boolean;
}

const lock = 727_003;

/**
 * Frees the files of the database of what was taken back, edited and erased. As the owner of the tables, on a connection of its
 * own and without a transaction, which this work does not allow.
 */
export const scour = async (url: string, order: ScourOrder): Promise<Scoured> => {
  const client = new Client({
    connectionString: url,
    application_name: 'kodama-scour',
    // Whoever waits for a table keeps all others waiting behind: so it waits a moment only.
    options: '-c search_path=public -c lock_timeout=2s -c statement_timeout=0 -c client_min_messages=error',
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ isMine: boolean }>('select pg_try_advisory_lock($1) as "isMine"', [
      lock,
    ]);
    return rows[0]?.isMine === true ? await scourAlone(client, order) : { kind: 'busy' };
  } catch (error) {
    if (codeOf(error) === lockNotAvailable) return { kind: 'busy' };
    throw error;
  } finally {
    await client.end();
  }
};

const scourAlone = async (client: Client, { to, mostBytes, isForced }: ScourOrder): Promise<Scoured> => {
  if (!isForced && !(await isNeeded(client, to))) return { kind: 'clean' };
  if (await isOldStateRead(client)) return { kind: 'busy' };
  const tables = await tablesWithWords(client);
  const tooLarge = tables.filter(({ bytes }) => mostBytes !== null && bytes > mostBytes);
  if (to === 'rewritten' && tooLarge.length > 0)
    return { kind: 'too-large', tables: tooLarge.map(({ name }) => name) };
  const { rows } = await client.query<{ at: Date }>('select clock_timestamp() as at');
  for (const { name } of tables) await client.query(`${statements[to]} ${client.escapeIdentifier(name)}`);
  if (to === 'rewritten') await client.query('vacuum full pg_catalog.pg_statistic');
  const isLogFree = await endLog(client);
  await client.query('insert into scouring (kind, began_at) values ($1, $2)', [to, rows[0]?.at]);
  return { kind: 'done', isLogFree };
};

const statements = { vacuumed: 'vacuum', rewritten: 'vacuum full' } as const satisfies Record<
  Scouring,
  string
>;

/**
 * Whether words have gone since the last time, taken back, edited or erased. Our clock and the database's may differ, and what
 * had begun was perhaps not committed: so some minutes are looked at twice. A rewriting is a vacuuming too.
 */
const isNeeded = async (client: Client, to: Scouring): Promise<boolean> => {
  const { rows } = await client.query<{ isNeeded: boolean }>(
    `with last as (
       select coalesce(max(began_at), '-infinity') - interval '5 minutes' as at from scouring
       where kind = 'rewritten' or kind = $1
     )
     select exists (select from message where taken_back_at > (select at from last))
       or exists (select from erasure where done_at > (select at from last))
       or exists (select from inbound_event where kind = 'edit' and handled_at > (select at from last)) as "isNeeded"`,
    [to],
  );
  return rows[0]?.isNeeded === true;
};

/** Such as a backup: what it may still read stays in the files, however often they are rewritten. */
const isOldStateRead = async (client: Client): Promise<boolean> => {
  const { rows } = await client.query<{ isRead: boolean }>(
    `select exists (
       select from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and backend_xmin is not null
         and xact_start < clock_timestamp() - interval '1 minute') as "isRead"`,
  );
  return rows[0]?.isRead === true;
};

/** A column of which no statistics are kept is one with words: `test/walls/statistics.test.ts` sees to that. */
const tablesWithWords = async (
  client: Client,
): Promise<readonly { readonly name: string; readonly bytes: number }[]> => {
  const { rows } = await client.query<{ name: string; bytes: string }>(
    `select c.relname as name, pg_total_relation_size(c.oid) as bytes from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and exists (
       select from pg_attribute a where a.attrelid = c.oid and a.attstattarget = 0)
     order by 1`,
  );
  return rows.map(({ name, bytes }) => ({ name, bytes: Number(bytes) }));
};

/**
 * Ends the write-ahead log's part that holds the words: what lies before a checkpoint is removed. False when our login may
 * not: then the server does it in its own time.
 */
const endLog = async (client: Client): Promise<boolean> => {
  try {
    await client.query('checkpoint');
    await client.query('select pg_switch_wal()');
    await client.query('checkpoint');
    return true;
  } catch (error) {
    if (codeOf(error) === insufficientPrivilege) return false;
    throw error;
  }
};

const lockNotAvailable = '55P03';
const insufficientPrivilege = '42501';

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;
