import type { Env } from '#config/env';
import type { Log } from '#src/ports/system';
import { CannotStartError } from './cannot-start.ts';
import { DataInUseError } from './data-folder.ts';
import { startDatabase, type Database } from './database.ts';
import { hasDatabase, joinRunningPostgres } from './running-postgres.ts';

/** For a command: the database given, the one that runs on our folder, or the one that lies there asleep. */
export const openDatabase = async (
  env: Env,
  log: Log,
  /** What cannot be done where there is none. */
  nothing: string,
): Promise<Pick<Database, 'url' | 'stop'>> => {
  if (env.databaseUrl === null && !(await hasDatabase(env.dataDir))) {
    throw new CannotStartError(`There is no database in ${env.dataDir}: ${nothing}. Check DATA_DIR.`);
  }
  try {
    return await startDatabase(env, log);
  } catch (error) {
    if (!(error instanceof DataInUseError)) throw error;
    return { url: await joinRunningPostgres(env.dataDir), stop: () => Promise.resolve() };
  }
};
