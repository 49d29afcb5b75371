import {
  CompiledQuery,
  Kysely,
  PostgresAdapter,
  PostgresDriver,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import type { Pool } from 'pg';
import type { Tables } from './tables.ts';

type Role = 'kodama_staff' | 'kodama_worker' | 'kodama_door' | 'kodama_feed' | 'kodama_resident';

/** Queries on a pool that others use too: each transaction takes the role as it begins. */
export const openAs = (pool: Pool, role: Role): Kysely<Tables> =>
  new Kysely<Tables>({
    dialect: {
      createDriver: () => new WalledDriver(pool, role),
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });

type Connection = Parameters<PostgresDriver['beginTransaction']>[0];

class WalledDriver extends PostgresDriver {
  readonly #begin: CompiledQuery;

  constructor(pool: Pool, role: Role) {
    super({ pool });
    this.#begin = CompiledQuery.raw(`begin; set local role ${role}`);
  }

  /**
   * Not waited for: the pool's connections are pipelined, so that it travels with the first statement. Should it fail,
   * that statement fails too: in an aborted transaction, or as somebody who sees nothing.
   */
  override async beginTransaction(connection: Connection): Promise<void> {
    connection.executeQuery(this.#begin).catch(() => undefined);
  }
}
