import type { Client } from 'pg';
import type { TableShape } from './catalogue.ts';

interface Place {
  readonly table: string;
  readonly column: string;
  /** Of which rows the bytes are in the media store. */
  readonly where: string;
}

/** Everywhere a key of the media store is written down. */
const places: readonly Place[] = [
  { table: 'attachment', column: 'id', where: `state = 'stored'` },
  { table: 'attachment', column: 'preview_id', where: `state = 'stored'` },
  { table: 'upload', column: 'id', where: `state = 'kept'` },
  { table: 'upload', column: 'preview_id', where: `state = 'kept'` },
  { table: 'chat_photo', column: 'media_key', where: 'true' },
];

/** What an older release did not have yet is not asked for. */
const placesIn = (tables: readonly TableShape[]): readonly Place[] =>
  places.filter(({ table, column }) =>
    tables.some(({ name, columns }) => name === table && columns.includes(column)),
  );

const pageSize = 1_000;

/** Each key once, in pages; several rows may name one. */
export const storedMedia = async function* (
  client: Client,
  tables: readonly TableShape[],
): AsyncGenerator<readonly string[]> {
  const keys = placesIn(tables).map(
    ({ table, column, where }) =>
      `(select ${column} as key from ${table} where ${where} and ${column} > $1 order by 1 limit ${pageSize})`,
  );
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await client.query<{ key: string }>(
      `select key from (${keys.join(' union ')}) as keys order by key limit ${pageSize}`,
      [after],
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map(({ key }) => key);
    after = last.key;
  }
};

export const isStored = async (
  client: Client,
  tables: readonly TableShape[],
  key: string,
): Promise<boolean> => {
  const asked = placesIn(tables).map(
    ({ table, column, where }) => `select 1 from ${table} where ${column} = $1 and ${where}`,
  );
  return ((await client.query(asked.join(' union all '), [key])).rowCount ?? 0) > 0;
};
