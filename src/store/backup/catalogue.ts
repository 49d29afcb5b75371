import { escapeIdentifier, type Client } from 'pg';

/** What a backup carries of one table, in the order of its columns. */
export interface TableShape {
  readonly name: string;
  readonly columns: readonly string[];
}

/**
 * Not carried; every other table is, also one that is made tomorrow. After a restore everybody logs in again, and open
 * invitations and the web chat's codes are void: what was used up after the backup must not open a door a second time. How
 * the programs of one place are does not concern another.
 */
const leftOut = [
  'migration',
  'restore_under_way',
  'session',
  'invitation',
  'login_failure',
  'chat_code',
  'process_sign',
  'webhook_hour',
  'backup_made',
];

/**
 * Generated columns make themselves. So do transaction ids, which mean nothing on another cluster: their default gives
 * restored rows the restoring transaction's.
 */
export const tablesOf = async (client: Client): Promise<readonly TableShape[]> => {
  const { rows } = await client.query<TableShape>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
       from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> all ($1)
        and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.atttypid <> 'xid8'::regtype
      group by c.relname order by c.relname`,
    [leftOut],
  );
  return rows;
};

/** Where each sequence stands; null when nothing was ever taken from it. */
export const sequencesOf = async (client: Client): Promise<Readonly<Record<string, string | null>>> => {
  const { rows } = await client.query<{ name: string; last: string | null }>(
    `select sequencename as name, last_value::text as last from pg_sequences where schemaname = 'public' order by 1`,
  );
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]));
};

/** `public.matter (id, number)`, as COPY wants it. */
export const copyTarget = ({ name, columns }: TableShape): string =>
  `public.${escapeIdentifier(name)} (${columns.map(escapeIdentifier).join(', ')})`;

/** How values are written and read must not depend on either server's settings; a wall is an error and never a gap. */
export const readPlainly = async (client: Client): Promise<void> => {
  await client.query(`
    set search_path = public; set row_security = off; set timezone = 'UTC'; set datestyle = 'ISO, YMD';
    set intervalstyle = 'postgres'; set extra_float_digits = 1; set statement_timeout = 0; set lock_timeout = 0;
    set idle_in_transaction_session_timeout = 0`);
};
