import { readEnv } from '#config/env';
import { firstAdministratorIs } from '#config/first-administrator';
import { demandPrepared } from '#src/store/reach';
import { firstAdministrator } from '#src/usecases/first-administrator';
import { printBanner } from './banner.ts';
import { buildWeb } from './build-web.ts';
import { startDatabase } from './database.ts';
import { startOversight } from './oversight.ts';
import { makePasswords } from './passwords.ts';
import { runProgram } from './program.ts';
import { runWeb } from './run-web.ts';
import { wire } from './wire.ts';

/** The web server alone; any number of them over one database that `npm run migrate` prepared. */
await runProgram(async (endings, log) => {
  const env = readEnv();
  const database = await startDatabase(env, log);
  endings.add('database', () => database.stop());
  await demandPrepared(database.url);
  const wired = await wire({ env, databaseUrl: database.url, line: env.line, log });
  endings.add('connections', () => wired.close());
  const passwords = await makePasswords();
  const { store, clock, ids, city } = wired.context;
  const credentials = await firstAdministrator({ store, clock, ids, passwords }, firstAdministratorIs);
  if ((await buildWeb()).built) log.info('the inbox was built');
  const web = await runWeb({ wired, env, databaseUrl: database.url, passwords, log });
  endings.add('web', () => web.close());
  await startOversight(endings, { wired, env, role: 'web', tally: web.tally, log });
  printBanner({ env, port: web.port, credentials, phoneUrl: null, city });
});
