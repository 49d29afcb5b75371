import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeDataFolder, removeDataFolder } from '#test/support/data-folder';
import { redisServerLack, startRedis } from '#test/support/redis';
import { measureCeiling } from './ceiling.ts';
import { round } from './figures.ts';
import { startLoad } from './load.ts';
import { memoryOf } from './memory.ts';
import { measureOnQueue, type OnQueue } from './on-queue.ts';
import { lineKeys } from './orders.ts';
import { startProgram } from './program.ts';
import { measureReadiness } from './readiness.ts';
import { printResult } from './result.ts';

/**
 * Measures the real program against the aims of a small city's machine, with its queue in PostgreSQL and then in Redis. It talks to this machine alone and ends by
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
  let memoryMegabytes = 0;
  const look = async (): Promise<void> => {
    memoryMegabytes = round(await memoryOf(program.pid, join(dataDir, 'postgres')), 0);
  };
  const postgres = await measureOnQueue({ load, program, credentials, seconds, tell, look });
  await program.stop();
  tell('the highest rate, in turns with a bare handler');
  const ceiling = await measureCeiling(load, env, Math.min(3, seconds));
  const redis = await onRedis();
  printResult({ seconds, postgres, redis, ceiling, readiness, memoryMegabytes });
} finally {
  await program.stop();
  await load.end();
  await removeDataFolder(dataDir);
}

/** The same, with the queue in a Redis that writes to disk each second as `compose.yaml` has it; null where there is none. */
async function onRedis(): Promise<OnQueue | null> {
  const lack = redisServerLack();
  if (lack !== null) {
    tell(`Redis is not measured. ${lack}`);
    return null;
  }
  tell('the same with Redis');
  const redis = await startRedis({ keepsData: true });
  const redisDir = await makeDataFolder();
  try {
    const there = await startProgram('start', { ...env, DATA_DIR: redisDir, REDIS_URL: redis.url });
    try {
      if (there.credentials === null) throw new Error('the first start made nobody');
      return await measureOnQueue({ load, program: there, credentials: there.credentials, seconds, tell });
    } finally {
      await there.stop();
    }
  } finally {
    await redis.close();
    await removeDataFolder(redisDir);
  }
}
