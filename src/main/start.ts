import { readEnv } from '#config/env';
import { firstAdministratorIs } from '#config/first-administrator';
import { firstAdministrator } from '#src/usecases/first-administrator';
import { printBanner } from './banner.ts';
import { buildWeb } from './build-web.ts';
import { mediaPath, migrateAll, startDatabase } from './database.ts';
import { startEmulator } from './emulator.ts';
import { startOversight } from './oversight.ts';
import { makePasswords } from './passwords.ts';
import { runProgram } from './program.ts';
import { runWeb } from './run-web.ts';
import { runWorker } from './run-worker.ts';
import { wire } from './wire.ts';

/** Everything in one process: what a newcomer starts, and all that a city of this size needs. */
await runProgram(async (endings, log) => {
  const env = readEnv();
  const database = await startDatabase(env, log);
  endings.add('database', () => database.stop());
  void database.died.then((why) => {
    log.error('the embedded database ended by itself, and so do we', { why });
    process.kill(process.pid, 'SIGTERM');
  });
  await migrateAll(database.url, log);

  const emulator = env.line.kind === 'off' && !env.isProduction ? await startEmulator(env, log) : null;
  if (emulator !== null) endings.add('emulator', () => emulator.close());
  const line = emulator?.line ?? env.line;

  const wired = await wire({ env, databaseUrl: database.url, line, log });
  endings.add('connections', () => wired.close());
  log.info('the city files are read', { city: wired.context.city.name, media: mediaPath(env) });
  const passwords = await makePasswords();
  const { store, clock, ids } = wired.context;
  const credentials = await firstAdministrator({ store, clock, ids, passwords }, firstAdministratorIs);

  if ((await buildWeb()).built) log.info('the inbox was built');
  // The web first: a taken port is told at once, and what residents write meanwhile waits in its rows.
  const web = await runWeb({ wired, env, databaseUrl: database.url, passwords, log });
  endings.add('web', () => web.close());
  const worker = await runWorker(wired, log);
  endings.add('worker', () => worker.close());
  await startOversight(endings, { wired, env, role: 'all', tally: web.tally, log });
  printBanner({
    env,
    port: web.port,
    credentials,
    phoneUrl: emulator?.phoneUrl ?? null,
    city: wired.context.city,
  });
});
