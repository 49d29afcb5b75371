import { query } from './query.ts';

/** Tables that change by coming in and failing to, and by a program's being at work, whoever asks for what. */
const restless = new Set(['session', 'login_failure', 'process_sign', 'webhook_hour']);

/** Everything in every other table, as a superuser sees it, for comparing before and after. */
export async function dumpTables(url: string): Promise<Readonly<Record<string, unknown>>> {
  const tables = (await tablesIn(url)).filter((table) => !restless.has(table));
  const dumps = tables.map(
    (table) => `select '${table}' as name, coalesce(jsonb_agg(r order by r::text), '[]') as rows
      from (select to_jsonb(t) - 'last_seen_at' as r from "${table}" t) x`,
  );
  // One statement: a connection for each table took longer than all the reading.
  const rows = await query(url, `${dumps.join(' union all ')} order by 1`);
  return Object.fromEntries(rows.map((row) => [String(row['name']), row['rows']]));
}

/** Whatever of Kodama's can be selected from. */
export async function tablesIn(url: string): Promise<readonly string[]> {
  const rows = await query(
    url,
    `select relname from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f') order by 1`,
  );
  return rows.map(({ relname }) => String(relname));
}
