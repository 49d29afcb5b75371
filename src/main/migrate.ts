import { readEnv } from '#config/env';
import { migrateAll, startDatabase } from './database.ts';
import { runProgram } from './program.ts';

/** Prepares the database and ends. */
await runProgram(async (endings, log) => {
  const database = await startDatabase(readEnv(), log);
  endings.add('database', () => database.stop());
  await migrateAll(database.url, log);
  log.info('the database is ready for this release');
  process.kill(process.pid, 'SIGTERM');
});
