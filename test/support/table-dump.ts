import { query } from './query.ts';

/** Tables that change by coming in and failing to, whoever asks for what. */
const restless = new Set(['session', 'login_failure']);

/** Everything in every other table, as a superuser sees it, for comparing before and after. */
export async function dumpTables(url: string): Promise<Readonly<Record<string, unknown>>> {
  const dump: Record<string, unknown> = {};
  for (const table of await tablesIn(url)) {
    if (restless.has(table)) continue;
    const [row] = await query(
      url,
      `select coalesce(jsonb_agg(r order by r::text), '[]') as rows
        from (select to_jsonb(t) - 'last_seen_at' as r from "${table}" t) x`,
    );
    dump[table] = row?.['rows'];
  }
  return dump;
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
