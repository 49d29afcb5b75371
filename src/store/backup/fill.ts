import type { Writable } from 'node:stream';
import { escapeIdentifier, type Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { copyTarget, type TableShape } from './catalogue.ts';
import { fetchAgain, renewEpoch, supposeTried } from './new-epoch.ts';

/** All tables are filled in one transaction, which is committed when everything that binds them holds. */
export interface Filling {
  /** Rows of one table as COPY writes them; `end` gives their number. */
  into(table: TableShape): { readonly body: Writable; readonly count: () => number };
  /** Returns how many sends were not settled at the backup's moment. */
  commit(last: LastWords): Promise<number>;
}

export interface LastWords {
  readonly sequences: Readonly<Record<string, string | null>>;
  readonly takenAt: Date;
  /** Media that the rows call stored and the backup does not have. */
  readonly absentMedia: readonly string[];
}

/** The connection may be used for nothing else until the commit; one that is closed before leaves the tables empty. */
export const beginFilling = async (client: Client): Promise<Filling> => {
  await client.query('begin');
  const tables = await ourTables(client);
  const links = await linksOf(client);
  // As a dump does: checked whole at the end instead of row by row, and the order of the tables does not matter.
  for (const { table, name } of links) {
    await client.query(`alter table ${table} drop constraint ${escapeIdentifier(name)}`);
  }
  // What an interrupted restore or a migration put there comes again from the backup.
  await client.query(`truncate ${tables.join(', ')}`);
  for (const table of tables) await client.query(`alter table ${table} disable trigger user`);
  return {
    into: (table) => {
      const body = client.query(copyFrom(`copy ${copyTarget(table)} from stdin`));
      return { body, count: () => body.rowCount };
    },
    commit: async ({ sequences, takenAt, absentMedia }) => {
      for (const table of tables) await client.query(`alter table ${table} enable trigger user`);
      for (const { table, name, definition } of links) {
        await client.query(`alter table ${table} add constraint ${escapeIdentifier(name)} ${definition}`);
      }
      for (const [name, last] of Object.entries(sequences)) {
        const sequence = `public.${escapeIdentifier(name)}`;
        if (last !== null) await client.query('select setval($1::regclass, $2::bigint)', [sequence, last]);
      }
      await fetchAgain(client, absentMedia);
      const inFlight = await supposeTried(client, takenAt);
      await renewEpoch(client);
      await client.query('commit');
      await client.query('analyze');
      return inFlight;
    },
  };
};

const ourTables = async (client: Client): Promise<readonly string[]> => {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r'
        and relname not in ('migration', 'restore_under_way')`,
  );
  return rows.map(({ name }) => `public.${escapeIdentifier(name)}`);
};

interface Link {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

const linksOf = async (client: Client): Promise<readonly Link[]> => {
  const { rows } = await client.query<Link>(
    `select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
       from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
  );
  return rows;
};
