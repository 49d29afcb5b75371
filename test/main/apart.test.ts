import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startLineEmulator } from '#test/emulators/line/server';
import { startBalancer } from '#test/support/balancer';
import { logInto, type Clerk } from '#test/support/clerk';
import { makeDataFolder, removeDataFolder } from '#test/support/data-folder';
import { startKodama, type Kodama } from '#test/support/kodama';
import { migratedDatabase } from '#test/support/migrated';
import { query } from '#test/support/query';
import { saidTo } from '#test/support/town';

const keys = { channelSecret: 'apart-secret', channelAccessToken: 'apart-token' };
const lasts = { timeout: 120_000 };

const ends: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const end of ends.toReversed()) await end();
}, 30_000);

/** Two webs behind a proxy and two workers, all started at the same moment over one database, queue and media folder. */
const openApart = async () => {
  const database = await migratedDatabase();
  ends.push(() => database.drop());
  const dataDir = await makeDataFolder();
  ends.push(() => removeDataFolder(dataDir));
  const line = await startLineEmulator({ ...keys, webhookUrl: null, webhookTimeoutMs: 10_000 });
  ends.push(() => line.close());
  const env = {
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    LINE_CHANNEL_SECRET: keys.channelSecret,
    LINE_CHANNEL_ACCESS_TOKEN: keys.channelAccessToken,
    LINE_API_BASE_URL: line.url,
    LINE_DATA_API_BASE_URL: line.url,
    NODE_ENV: 'production',
    WORKER_HEALTH_PORT: '0',
  };
  const start = async (program: 'web' | 'worker'): Promise<Kodama> => {
    const started = await startKodama(env, program);
    ends.push(() => started.end());
    return started;
  };
  const [webA, webB, workerA, workerB] = await Promise.all([
    start('web'),
    start('web'),
    start('worker'),
    start('worker'),
  ]);
  const balancer = await startBalancer([webA, webB].map(({ url }) => Number(new URL(url).port)));
  ends.push(() => balancer.close());
  line.setWebhookUrl(`${balancer.url}/webhooks/line`);
  line.webhooks.set({ redelivers: true, redeliverAfterMs: 500, redeliverTimes: 60 });
  return { database, line, webs: [webA, webB] as const, workers: [workerA, workerB] as const };
};

const healthOf = ({ output }: Kodama): string =>
  `http://127.0.0.1:${/"port":(\d+),"msg":"health is told"/.exec(output())?.[1] ?? 'nowhere'}`;

const statusOf = async (url: string): Promise<number> => (await fetch(url)).status;

let apart: Awaited<ReturnType<typeof openApart>>;
let desk: { kodama: Kodama };
let clerk: Clerk;
beforeAll(async () => {
  apart = await openApart();
  desk = { kodama: apart.webs.find(({ credentials }) => credentials !== null) ?? apart.webs[0] };
  clerk = await logInto(desk);
}, 120_000);

test('started at the same moment, one web alone makes the first administrator, and each worker says that it is ready', async () => {
  expect(apart.webs.filter(({ credentials }) => credentials !== null)).toHaveLength(1);
  for (const worker of apart.workers) {
    expect(await statusOf(`${healthOf(worker)}/readyz`)).toBe(200);
    expect(await statusOf(`${healthOf(worker)}/elsewhere`)).toBe(404);
  }
  for (const process of [...apart.webs, ...apart.workers]) expect(process.output()).not.toContain('emulator');
});

test(
  'of two answers to one matter from two webs at the same moment one is sent and the other is told that it is stale',
  lasts,
  async () => {
    const { line, webs } = apart;
    const { userId } = line.addResident('返事を待つ人');
    await line.sendText(userId, '家の前の道路に大きな穴が開いていて危ないです');
    await line.waitFor(() => saidTo(line, userId).length === 1, 20_000);
    const [matter] = await clerk.matters();
    const { revision } = await clerk.detail(matter?.id ?? '');
    const answers = webs.map((web, index) => {
      desk.kodama = web;
      const text = `${index + 1}人目の返事です。`;
      const body = { id: crypto.randomUUID(), text, revision };
      return clerk.send('POST', `/api/matters/${matter?.id}/replies`, body);
    });
    expect((await Promise.all(answers)).toSorted((a, b) => a - b)).toEqual([201, 409]);
    await line.waitFor(() => saidTo(line, userId).length === 2, 20_000);
    const { thread } = await clerk.detail(matter?.id ?? '');
    expect(thread.filter((item) => item.kind === 'message')).toHaveLength(3);
    expect(saidTo(line, userId)).toHaveLength(2);
  },
);

test(
  'of two webs and two workers one each is killed while messages come in, and every resident is answered once',
  lasts,
  async () => {
    const { database, line, webs, workers } = apart;
    const [webA, webB] = webs;
    desk.kodama = webB;
    const live = await clerk.watch(new AbortController().signal);

    const residents = Array.from({ length: 30 }, (_, index) => line.addResident(`住民 ${index}`).userId);
    const write = (userId: string) => line.sendText(userId, '公園の街灯が消えています');
    const callsMade = (): number => line.journal().filter((entry) => entry.kind === 'api').length;
    const callsBefore = callsMade();
    const writing = residents.slice(0, 15).map(write);
    await line.waitFor(() => callsMade() >= callsBefore + 3, 30_000);
    expect(await Promise.all([webA.end('SIGKILL'), workers[0].end('SIGKILL')])).toEqual([
      'SIGKILL',
      'SIGKILL',
    ]);
    const heardBefore = live.text().length;
    writing.push(...residents.slice(15).map(write));
    const eventIds = (await Promise.all(writing)).map(({ webhookEventId }) => webhookEventId);
    await line.waitFor(() => residents.every((userId) => saidTo(line, userId).length >= 1), 60_000);
    await vi.waitFor(() => expect(live.text().length).toBeGreaterThan(heardBefore), { timeout: 10_000 });

    await vi.waitFor(
      async () => {
        const kept = await query(
          database.url,
          `select e.event_id, count(distinct t.id)::int threads, count(distinct m.id)::int messages
             from inbound_event e join message m on m.channel = e.channel and m.external_id = e.message_external_id
             join thread t on t.id = m.thread_id group by 1`,
        );
        expect(kept.map((row) => row['event_id'])).toEqual(expect.arrayContaining(eventIds));
        for (const row of kept) expect(row).toMatchObject({ threads: 1, messages: 1 });
        const sends = await query(database.url, 'select state, count(*)::int n from delivery group by 1');
        expect(sends).toEqual([{ state: 'accepted', n: 32 }]);
      },
      { timeout: 60_000, interval: 500 },
    );
    for (const userId of residents) expect(saidTo(line, userId)).toHaveLength(1);
    expect(await clerk.matters()).toHaveLength(31);
    expect(await Promise.all([webB.end(), workers[1].end()])).toEqual([0, 0]);
  },
);
