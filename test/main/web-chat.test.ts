import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ChatDevice, talkIn, textsIn } from '#test/support/chat-device';
import { logInto } from '#test/support/clerk';
import { startKodama, type Kodama } from '#test/support/kodama';
import { query } from '#test/support/query';
import { migratedDatabase } from '#test/support/migrated';
import { makeDataFolder, removeDataFolder } from '#test/support/data-folder';
import sharp from 'sharp';

const start = async (
  program: 'start' | 'web' | 'worker',
  env: Readonly<Record<string, string>>,
): Promise<Kodama> => {
  const kodama = await startKodama({ NODE_ENV: 'production', ...env }, program);
  onTestFinished(async () => void (await kodama.end()));
  return kodama;
};

const place = async (): Promise<Readonly<Record<string, string>>> => {
  const database = await migratedDatabase();
  const dataDir = await makeDataFolder();
  onTestFinished(async () => {
    await database.drop();
    await removeDataFolder(dataDir);
  });
  return { DATABASE_URL: database.url, DATA_DIR: dataDir };
};

test('without any SNS a resident and the city talk on the city’s own page', { timeout: 90_000 }, async () => {
  const env = await place();
  const kodama = await start('start', env);
  expect(kodama.output()).toContain(`Chat    ${kodama.url}/chat`);
  const clerk = await logInto({ kodama });
  const phone = new ChatDevice(() => kodama.url);
  await phone.say('家の前の道路に大きな穴が開いていて危ないです');
  const hangUp = new AbortController();
  onTestFinished(() => hangUp.abort());
  const live = await phone.live(hangUp.signal);
  await vi.waitFor(async () => expect((await phone.talk()).messages).toHaveLength(2), 15_000);
  const [receipt] = (await phone.talk()).messages.slice(1);
  expect(receipt).toMatchObject({ from: 'machine', content: { kind: 'text' } });

  const photo = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#557799' } })
    .png()
    .toBuffer();
  talkIn(await phone.show(photo));
  const [matter] = await clerk.matters();
  if (matter === undefined) throw new Error('nothing came to the inbox');
  expect(matter.resident).toEqual({ displayName: null, channel: 'webchat', isReachable: true });
  await vi.waitFor(async () => {
    const shown = (await phone.talk()).messages.find(({ content }) => content.kind === 'image')?.content;
    if (shown?.kind !== 'image' || shown.url === null) throw new Error('not stored yet');
    const { status, headers } = await phone.ask('GET', shown.url.replace('/api/chat/', ''));
    expect([status, headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  }, 15_000);

  // What waited for the worker is removed once it was fetched.
  await vi.waitFor(
    async () => expect(await query(env['DATABASE_URL'] ?? '', 'select from chat_photo')).toEqual([]),
    20_000,
  );

  const heard = live.changes();
  await clerk.reply(matter.id, '明日の午前中に直しに行きます。');
  await vi.waitFor(async () => {
    expect(live.changes()).toBeGreaterThan(heard);
    expect(textsIn(await phone.talk())).toContain('明日の午前中に直しに行きます。');
  }, 15_000);
  const { thread } = await clerk.detail(matter.id);
  const answer = thread.findLast((item) => item.kind === 'message' && item.from === 'staff');
  if (answer?.kind !== 'message') throw new Error('no answer in the inbox');
  expect(answer.delivery?.state).toBe('accepted');
});

test(
  'with the worker down nothing is lost from sight; the answer comes whichever web a device has open',
  { timeout: 120_000 },
  async () => {
    const env = await place();
    const [one, two] = [await start('web', env), await start('web', env)];
    const [phone, tablet] = [new ChatDevice(() => one.url), new ChatDevice(() => two.url)];
    await phone.say('公園の街灯が消えています');
    talkIn(await tablet.ask('POST', 'resume', { code: await phone.code() }));
    const hangUp = new AbortController();
    onTestFinished(() => hangUp.abort());
    const live = await tablet.live(hangUp.signal);
    await phone.say('場所は駅前です');
    expect(textsIn(await tablet.talk())).toEqual(['公園の街灯が消えています', '場所は駅前です']);
    await vi.waitFor(() => expect(live.changes()).toBeGreaterThanOrEqual(2), 10_000);

    const heard = live.changes();
    await start('worker', env);
    await vi.waitFor(async () => {
      expect(live.changes()).toBeGreaterThan(heard);
      const texts = (await tablet.talk()).messages.filter(({ from }) => from === 'machine');
      expect(texts.length).toBeGreaterThan(0);
    }, 30_000);
    expect((await phone.ask('POST', 'messages', { id: randomUUID(), text: 'ありがとう' })).status).toBe(201);
  },
);
