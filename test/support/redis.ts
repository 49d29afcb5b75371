import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';

/** A Redis of one's own on a free port, with a password as a real one has. */
export interface RedisServer {
  readonly url: string;
  /** Like a power cut: what was not on disk is lost. */
  kill(): Promise<void>;
  /** On the same port; with the data that it kept, or empty when it keeps none. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** Why there is none, and what to do about it; null when there is one. */
export const redisServerLack = (): string | null =>
  spawnSync('redis-server', ['--version']).status === 0
    ? null
    : 'No redis-server is installed: install one (apt-get install redis-server).';

export const startRedis = async ({ keepsData = false } = {}): Promise<RedisServer> => {
  const dir = await mkdtemp(join(tmpdir(), 'kodama-redis-'));
  const password = randomBytes(8).toString('hex');
  const port = await freePort();
  const url = `redis://:${password}@127.0.0.1:${port}/0`;
  const settings = {
    port: `${port}`,
    bind: '127.0.0.1',
    dir,
    requirepass: password,
    databases: '1000',
    save: '',
    appendonly: keepsData ? 'yes' : 'no',
    appendfsync: 'everysec',
  };
  const words = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  const run = async () => {
    const child = spawn('redis-server', words, { stdio: 'ignore' });
    // The run itself may be stopped before anybody ends what it started.
    const end = (): void => void child.kill('SIGKILL');
    process.once('exit', end);
    child.once('exit', () => process.off('exit', end));
    while ((await askRedis(url, 'PING').catch(() => null)) !== 'PONG') {
      if (child.exitCode !== null) throw new Error(`redis-server ended with ${child.exitCode}`);
      await pause(20);
    }
    return child;
  };
  let child = await run();
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return {
    url,
    kill,
    start: async () => {
      child = await run();
    },
    close: async () => {
      await kill();
      await rm(dir, { recursive: true, force: true });
    },
  };
};

/** One command on a connection of its own. */
export const askRedis = async (
  url: string,
  command: string,
  ...words: readonly string[]
): Promise<unknown> => {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return await redis.call(command, ...words);
  } finally {
    redis.disconnect();
  }
};

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
};
