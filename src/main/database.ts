import { join } from 'node:path';
import type { Env } from '#config/env';
import type { Log } from '#src/ports/system';
import { migrateQueue } from '#src/queue/schema';
import { migrate } from '#src/store/migrate';
import { reachDatabase } from '#src/store/reach';
import { startEmbeddedPostgres } from './embedded-postgres.ts';

export interface Database {
  /** Holds a password: never print it. */
  readonly url: string;
  readonly isEmbedded: boolean;
  /** Resolves only when the embedded server ends without being asked to. */
  readonly died: Promise<string>;
  stop(): Promise<void>;
}

/** The city's own PostgreSQL, or the embedded one. */
export const startDatabase = async (env: Env, log: Log): Promise<Database> => {
  if (env.databaseUrl !== null) {
    await reachDatabase(env.databaseUrl);
    return {
      url: env.databaseUrl,
      isEmbedded: false,
      died: new Promise(() => undefined),
      stop: async () => undefined,
    };
  }
  const embedded = await startEmbeddedPostgres({ dataDir: env.dataDir, log });
  return { ...embedded, isEmbedded: true };
};

/** Our tables and the queue's, brought to what this release needs. */
export const migrateAll = async (url: string, log: Log): Promise<void> => {
  const applied = await migrate(url, migrateQueue);
  if (applied.length > 0) log.info('the tables were brought up to date', { migrations: applied.length });
};

export const mediaPath = (env: Env): string => join(env.dataDir, 'media');
