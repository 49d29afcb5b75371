import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeDataFolder, removeDataFolder } from '#test/support/data-folder';
import { measureAcknowledgement } from './acknowledgement.ts';
import { measureCeiling } from './ceiling.ts';
import { round } from './figures.ts';
import { logIn } from './inbox.ts';
import { startLoad } from './load.ts';
import { memoryOf } from './memory.ts';
import { lineKeys } from './orders.ts';
import { measureReadiness } from './readiness.ts';
import { printResult } from './result.ts';
import { measureVisible } from './visible.ts';

/**
 * Measures the real program against the aims of a small city's machine. It talks to this machine alone and ends by
 * itself; `--seconds 5` is a quick look.
 */
const { values } = parseArgs({ options: { seconds: { type: 'string', default: '30' } } });
const seconds = Number(values.seconds);

const dataDir = await makeDataFolder();
const load = await startLoad();
const env = {
  DATA_DIR: dataDir,
  LINE_CHANNEL_SECRET: lineKeys.channelSecret,
  LINE_CHANNEL_ACCESS_TOKEN: lineKeys.channelAccessToken,
  LINE_API_BASE_URL: load.lineUrl,
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const tell = (message: string): void => void process.stderr.write(`${message}\n`);

tell('starting three times');
const { readiness, program, credentials } = await measureReadiness(env);
try {
  const cookie = await logIn(program.url, credentials);
  // Code that never ran is slow once; a city's server has been running for a while.
  tell('warming up');
  await measureAcknowledgement(load, program, 50, Math.min(seconds, 10));
  const acknowledgements = [];
  for (const perSecond of [100, 300]) {
    tell(`${perSecond} webhooks a second for ${seconds} s, and until all is answered`);
    acknowledgements.push(await measureAcknowledgement(load, program, perSecond, seconds));
  }
  tell('50 messages a second before an open inbox');
  const visible = await measureVisible(load, program, cookie, 50, seconds);
  const memoryMegabytes = round(await memoryOf(program.pid, join(dataDir, 'postgres')), 0);
  const webhookUrl = `${program.url}/webhooks/line`;
  const busyRate = await load.closedLoop(webhookUrl, 9_000, 3);
  await program.stop();
  tell('the highest rate, in turns with a bare handler');
  const ceiling = await measureCeiling(load, env, Math.min(3, seconds));
  printResult({ seconds, acknowledgements, ceiling, busyRate, visible, readiness, memoryMegabytes });
} finally {
  await program.stop();
  await load.end();
  await removeDataFolder(dataDir);
}
