import { readEnv } from '#config/env';
import { demandPrepared } from '#src/store/reach';
import { startDatabase } from './database.ts';
import { metricsPageOf, startOversight } from './oversight.ts';
import { runProgram } from './program.ts';
import { runWorker } from './run-worker.ts';
import { wire } from './wire.ts';
import { startWorkerHealth } from './worker-health.ts';

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
  await startOversight(endings, { wired, env, role: 'worker', tally: null, log });
  if (env.workerHealthPort !== null) {
    const health = await startWorkerHealth(env.workerHealthPort, {
      checkReady: () => worker.checkReady(),
      metrics: metricsPageOf(wired, env),
    });
    endings.add('health', () => health.close());
    log.info('health is told', { port: health.port });
  }
  log.info('the worker is ready', { line: env.line.kind, queue: wired.backend.kind });
});
