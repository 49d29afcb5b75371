import { migrate } from '#src/store/migrate';
import { migrateQueue } from '#src/queue/schema';

import { openStore, type Store } from '#src/store/open';
import { freshDatabase } from './database.ts';

export interface MigratedDatabase {
  /** A superuser's, to lay ground and to look behind the walls. */
  readonly url: string;
  /** What Kodama itself sees. */
  readonly store: Store;
  drop(): Promise<void>;
}

/** A database of one's own with Kodama's tables and walls, and the queue's; they are made once per run and copied. */
export async function migratedDatabase(): Promise<MigratedDatabase> {
  const { url, drop } = await freshDatabase({
    template: 'migrated',
    make: async (template) => void (await migrate(template, migrateQueue)),
  });
  const store = openStore({ url, maxConnections: 8, onBroken: () => {} });
  return {
    url,
    store,
    drop: async () => {
      await store.close();
      await drop();
    },
  };
}
