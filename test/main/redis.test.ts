import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import { logInto } from '#test/support/clerk';
import { migratedDatabase } from '#test/support/migrated';
import { query } from '#test/support/query';
import { askRedis, redisServerLack, startRedis } from '#test/support/redis';
import { openTown, saidTo, type Town } from '#test/support/town';

// These kill and empty it, so REDIS_URL does not serve.
const lack = redisServerLack();
if (lack !== null) console.warn(`Tests that take Redis away are skipped. ${lack}`);

const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');
const acknowledged = { kind: 'answered', status: 200 };
const lasts = { timeout: 120_000 };

const servers: { close(): Promise<void> }[] = [];
afterAll(() => Promise.all(servers.map((server) => server.close())));

const openOnRedis = async (settings: { readonly keepsData?: boolean } = {}) => {
  const redis = await startRedis(settings);
  servers.push(redis);
  const database = await migratedDatabase();
  onTestFinished(() => database.drop());
  const open = async (): Promise<Town> => {
    const town = await openTown({ DATABASE_URL: database.url, REDIS_URL: redis.url });
    onTestFinished(() => town.close());
    return town;
  };
  /** Every call to LINE was made, and this many there were. */
  const allSent = (count: number) =>
    vi.waitFor(
      async () => {
        const sends = await query(database.url, 'select state, count(*)::int n from delivery group by 1');
        expect(sends).toEqual([{ state: 'accepted', n: count }]);
      },
      { timeout: 40_000, interval: 200 },
    );
  return { redis, database, open, allSent };
};

const newcomers = ({ line }: Town, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => line.addResident(`住民 ${index}`).userId);

const troublesIn = ({ kodama }: Town): readonly string[] =>
  kodama
    .output()
    .split('\n')
    .filter((line) => line.includes('queue: trouble'));

test.skipIf(lack !== null)(
  'a Redis emptied again and again while messages and a photo come in loses nothing and doubles nothing',
  lasts,
  async () => {
    const { redis, database, open, allSent } = await openOnRedis();
    const town = await open();
    const { line } = town;
    const crowd = newcomers(town, 12);
    await Promise.all(
      crowd.flatMap((userId, index) => [
        index === 5
          ? line.sendImage(userId, jpeg, 'image/jpeg')
          : line.sendText(userId, '公園の街灯が消えています'),
        ...(index % 3 === 0 ? [askRedis(redis.url, 'FLUSHALL')] : []),
      ]),
    );
    await askRedis(redis.url, 'FLUSHALL');
    await line.waitFor(() => crowd.every((userId) => saidTo(line, userId).length === 1), 40_000);
    await allSent(12);
    await vi.waitFor(async () => {
      expect(await query(database.url, 'select state from attachment')).toEqual([{ state: 'stored' }]);
    }, lasts);
    expect(await askRedis(redis.url, 'KEYS', 'bull*')).not.toEqual([]);
    for (const userId of crowd) expect(saidTo(line, userId)).toHaveLength(1);
  },
);

test.for([true, false])(
  'Redis killed and back on the same port (with its data: %s): all is acknowledged meanwhile, answered once after, told once',
  lasts,
  async (keepsData, { skip }) => {
    if (lack !== null) skip(lack);
    const { redis, open, allSent } = await openOnRedis({ keepsData });
    const town = await open();
    const { line } = town;
    const clerk = await logInto(town);
    const [first = '', ...crowd] = newcomers(town, 13);
    await line.sendText(first, '家の前の道路に大きな穴が開いていて危ないです');
    await line.waitFor(() => saidTo(line, first).length === 1, 20_000);

    // Some are being worked on when it goes.
    const writing = crowd.slice(0, 6).map((userId) => line.sendText(userId, '公園の街灯が消えています'));
    await redis.kill();
    writing.push(...crowd.slice(6).map((userId) => line.sendText(userId, 'ごみの収集日を教えてください')));
    for (const { outcome } of await Promise.all(writing)) expect(outcome).toEqual(acknowledged);
    const [matter] = (await clerk.matters()).toReversed();
    await clerk.reply(matter?.id ?? '', '本日、現地を確認します。');
    await vi.waitFor(() => expect(troublesIn(town)).not.toEqual([]), { timeout: 10_000 });

    await redis.start();
    await line.waitFor(() => crowd.every((userId) => saidTo(line, userId).length >= 1), 40_000);
    await allSent(14);
    const heard = line.residents().flatMap(({ userId }) => saidTo(line, userId));
    expect(heard).toHaveLength(14);
    expect(heard.filter((text) => text.includes('本日、現地'))).toHaveLength(1);
    expect(troublesIn(town).filter((line) => line.includes('"connection"'))).toHaveLength(1);
    expect(await town.kodama.end()).toBe(0);
  },
);

test.skipIf(lack !== null)(
  'started while Redis is away it acknowledges and catches up; ended while Redis is away again it ends cleanly',
  lasts,
  async () => {
    const { redis, open, allSent } = await openOnRedis();
    await redis.kill();
    const town = await open();
    const { line } = town;
    const [early = '', late = ''] = newcomers(town, 2);
    expect((await line.sendText(early, '公園の街灯が消えています')).outcome).toEqual(acknowledged);
    await vi.waitFor(() => expect(troublesIn(town)).not.toEqual([]), { timeout: 10_000 });
    await redis.start();
    await line.waitFor(() => saidTo(line, early).length === 1, 40_000);

    await redis.kill();
    expect((await line.sendText(late, '公園の街灯が消えています')).outcome).toEqual(acknowledged);
    expect(await town.kodama.end()).toBe(0);
    await redis.start();
    await town.restart();
    await line.waitFor(() => saidTo(line, late).length === 1, 40_000);
    await allSent(2);
  },
);
