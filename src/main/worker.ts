import { readEnv } from '#config/env';
import { demandPrepared } from '#src/store/reach';
import { startDatabase } from './database.ts';
import { runProgram } from './program.ts';
import { runWorker } from './run-worker.ts';
import { wire } from './wire.ts';

/** A worker alone; any number of them over one database, queue and media folder. */
await runProgram(async (endings, log) => {
  const env = readEnv();
  const database = await startDatabase(env, log);
  endings.add('database', () => database.stop());
  await demandPrepared(database.url);
  const wired = await wire({ env, databaseUrl: database.url, line: env.line, log });
  endings.add('connections', () => wired.close());
  const worker = await runWorker(wired, log);
  endings.add('worker', () => worker.close());
  log.info('the worker is ready');
});
