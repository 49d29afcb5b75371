import { query } from './query.ts';

/** Every table, ours and the queue's, that holds these words in any column; asked as a superuser, past all walls. */
export const tablesWith = async (databaseUrl: string, words: string): Promise<readonly string[]> => {
  const found = await query(
    databaseUrl,
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')
       and query_to_xml(format('select from %I.%I as held where position(%L in held::text) > 0',
             schemaname, tablename, $1::text), false, false, '')::text like '%<row%'`,
    [words],
  );
  return found.map(({ name }) => String(name));
};
