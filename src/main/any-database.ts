import type { Env } from '#config/env';
import type { Log } from '#src/ports/system';
import { CannotStartError } from './cannot-start.ts';
import { DataInUseError } from './data-folder.ts';
import { startDatabase, type Database } from './database.ts';
import { hasDatabase, joinRunningPostgres } from './running-postgres.ts';

/**
 * For a command that works whether or not the city runs: the database that was given, the one that runs on our folder, or the one
 * that lies there asleep. `purpose` ends the sentence for whoever has none.
 */
export const openAnyDatabase = async (
  env: Env,
  log: Log,
  purpose: string,
): Promise<Pick<Database, 'url' | 'stop'>> => {
  if (env.databaseUrl === null && !(await hasDatabase(env.dataDir))) {
    throw new CannotStartError(`There is no database in ${env.dataDir}: ${purpose}. Check DATA_DIR.`);
  }
  try {
    return await startDatabase(env, log);
  } catch (error) {
    if (!(error instanceof DataInUseError)) throw error;
    return { url: await joinRunningPostgres(env.dataDir), stop: () => Promise.resolve() };
  }
};
