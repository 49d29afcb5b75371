import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { logInto } from '#test/support/clerk';
import { migratedDatabase } from '#test/support/migrated';
import { query } from '#test/support/query';
import { openTown, saidTo } from '#test/support/town';

const isThere = spawnSync('redis-server', ['--version']).status === 0;
if (!isThere)
  console.warn(
    'Skipped: no redis-server is installed. Install one (apt-get install redis-server) to run this.',
  );

const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');

test.skipIf(!isThere)(
  'with its queue in Redis the circle closes, an emptied Redis loses nothing, and one that goes away is waited for',
  { timeout: 120_000 },
  async () => {
    const redis = await startRedis();
    const database = await migratedDatabase();
    onTestFinished(() => database.drop());
    const town = await openTown({ DATABASE_URL: database.url, REDIS_URL: redis.url });
    onTestFinished(() => town.close());
    const { line } = town;
    const clerk = await logInto(town);
    const newcomer = (name: string): string => line.addResident(name).userId;

    const first = newcomer('一人目');
    await line.sendText(first, '家の前の道路に大きな穴が開いていて危ないです');
    await line.waitFor(() => saidTo(line, first).length === 1, 20_000);
    const [matter] = await clerk.matters();
    await clerk.reply(matter?.id ?? '', '本日、現地を確認します。');
    await line.waitFor(() => saidTo(line, first).length === 2, 20_000);
    expect(await redis.ask('KEYS bull*')).toContain('message-deliver');

    const crowd = Array.from({ length: 12 }, (_, index) => newcomer(`空の間の人 ${index}`));
    await Promise.all(
      crowd.flatMap((userId, index) => [
        line.sendText(userId, '公園の街灯が消えています'),
        ...(index % 3 === 0 ? [redis.ask('FLUSHALL')] : []),
      ]),
    );
    await redis.ask('FLUSHALL');
    await line.waitFor(() => crowd.every((userId) => saidTo(line, userId).length === 1), 40_000);

    await redis.stop();
    const patient = newcomer('待つ人');
    expect((await line.sendImage(patient, jpeg, 'image/jpeg')).outcome).toEqual({
      kind: 'answered',
      status: 200,
    });
    await redis.start();
    await line.waitFor(() => saidTo(line, patient).length === 1, 40_000);

    await vi.waitFor(
      async () => {
        const sends = await query(database.url, 'select state, count(*)::int n from delivery group by 1');
        expect(sends).toEqual([{ state: 'accepted', n: 15 }]);
        expect(await query(database.url, 'select state from attachment')).toEqual([{ state: 'stored' }]);
      },
      { timeout: 40_000, interval: 200 },
    );
    for (const userId of crowd) expect(saidTo(line, userId)).toHaveLength(1);
    await redis.stop();
    expect(await town.kodama.end()).toBe(0);
  },
);

/** An empty Redis on a free port, with a password as a real one has. */
const startRedis = async () => {
  const dir = await mkdtemp(join(tmpdir(), 'kodama-redis-'));
  const password = randomBytes(8).toString('hex');
  const port = 20_000 + (randomBytes(2).readUInt16BE() % 20_000);
  const words = [
    '--port',
    `${port}`,
    '--bind',
    '127.0.0.1',
    '--dir',
    dir,
    '--save',
    '',
    '--requirepass',
    password,
  ];
  let child = spawn('redis-server', words, { stdio: 'ignore' });

  /** One command, and everything that came back until the server hung up. */
  const ask = (command: string): Promise<string> =>
    new Promise((resolve, reject) => {
      let said = '';
      const socket = connect(port, '127.0.0.1', () =>
        socket.write(`AUTH ${password}\r\n${command}\r\nQUIT\r\n`),
      );
      socket.on('data', (chunk) => (said += chunk.toString()));
      socket.on('error', reject);
      socket.on('close', () => resolve(said));
    });
  const isUp = () => vi.waitFor(async () => expect(await ask('PING')).toContain('PONG'), { timeout: 10_000 });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null) return;
    child.kill();
    await once(child, 'exit');
  };
  onTestFinished(async () => {
    await stop();
    await rm(dir, { recursive: true, force: true });
  });
  await isUp();
  return {
    url: `redis://:${password}@127.0.0.1:${port}/0`,
    ask,
    stop,
    start: async (): Promise<void> => {
      child = spawn('redis-server', words, { stdio: 'ignore' });
      await isUp();
    },
  };
};
