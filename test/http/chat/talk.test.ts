import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chatWelcome } from '#src/http/contract/chat';
import { ChatDevice, problemIn, talkIn, textsIn } from '#test/support/chat-device';
import { openWeb, type OpenWeb } from '#test/support/open-web';
import { query } from '#test/support/query';

let web: OpenWeb;
beforeAll(async () => void (web = await openWeb()));
afterAll(() => web.close());

const device = (headers?: Readonly<Record<string, string>>) => new ChatDevice(() => web.base, headers);

test('a resident reads what awaits them before the first word', async () => {
  const { body, status } = await device().ask('GET', 'welcome');
  expect(status).toBe(200);
  expect(chatWelcome.parse(body)).toMatchObject({
    cityName: '見本市',
    greeting: '見本市のWebチャットです。',
    privacy: ['見本市が180日のあいだ覚えています。'],
    rememberedDays: 180,
  });
});

test('the office is said to be closed, and when it opens, out of hours', async () => {
  const ask = async () => chatWelcome.parse((await device().ask('GET', 'welcome')).body).hours;
  expect(await ask()).toEqual({ isOpen: true, words: '開いています。', opensAt: null });
  web.hall.clock.pass({ hours: 10 });
  expect(await ask()).toEqual({
    isOpen: false,
    words: '11月18日（水）午前9時に開きます。',
    opensAt: '2026-11-18T00:00:00.000Z',
  });
});

test('without a cookie there is no talk yet; the first words begin one', async () => {
  const phone = device();
  expect(problemIn(await phone.ask('GET', 'talk')).code).toBe('not-logged-in');
  const answer = await phone.ask('POST', 'messages', { id: randomUUID(), text: '道路に穴があります' });
  expect(answer.status).toBe(201);
  expect(textsIn(talkIn(answer))).toEqual(['道路に穴があります']);
  const [set = ''] = answer.headers.getSetCookie();
  expect(set).toMatch(/^kodama_chat=[\w-]{43}\.[\w-]{43}; /);
  expect(set).toContain('Path=/api/chat');
  expect(set).toContain('HttpOnly');
  expect(set).toContain('SameSite=Lax');
  expect(set).toContain(`Max-Age=${180 * 86_400}`);
});

test('what was said is still there after a reload, though no worker has looked at it', async () => {
  const phone = device();
  const id = await phone.say('道路に穴があります');
  const { messages, isReceiving } = await phone.talk();
  expect(messages).toMatchObject([
    { id, from: 'resident', mayTakeBack: true, quotes: null, isEdited: false },
  ]);
  expect(isReceiving).toBe(true);
  expect(talkIn(await phone.ask('DELETE', `messages/${id}`)).isReceiving).toBe(false);
});

test('the same message posted twice is one message', async () => {
  const phone = device();
  const id = await phone.say('一度だけ');
  await phone.say('一度だけ', { id });
  expect(textsIn(await phone.talk())).toEqual(['一度だけ']);
});

test('first words whose answer was lost, said again, begin no second talk', async () => {
  const id = randomUUID();
  const [once, again] = [device(), device()];
  await Promise.all([once.say('聞こえますか', { id }), again.say('聞こえますか', { id })]);
  await again.say('続きです');
  expect(textsIn(await once.talk())).toEqual(['聞こえますか', '続きです']);
  web.hall.clock.pass({ seconds: 601 });
  const stranger = device();
  await stranger.say('聞こえますか', { id });
  expect(textsIn(await stranger.talk())).toEqual(['聞こえますか']);
  expect(textsIn(await once.talk())).toHaveLength(2);
});

test('words that are too long or empty are the sender’s mistake, and begin no talk', async () => {
  const phone = device();
  const before = await query(web.hall.url, 'select count(*)::int as n from chat_session');
  for (const text of ['', ' ', 'あ'.repeat(5_001), 'a\u0000b']) {
    const answer = await phone.ask('POST', 'messages', { id: randomUUID(), text });
    expect(problemIn(answer).code).toBe('invalid-request');
  }
  expect(phone.cookie).toBeNull();
  expect(await query(web.hall.url, 'select count(*)::int as n from chat_session')).toEqual(before);
});

test('a place is in the talk, and on the way to the city as a place', async () => {
  const phone = device();
  const id = randomUUID();
  await phone.ask('POST', 'places', { id, latitude: 33.319, longitude: 130.508 });
  expect((await phone.talk()).messages).toMatchObject([
    { id, content: { kind: 'place', latitude: 33.319, longitude: 130.508, title: null, address: null } },
  ]);
});

test('what is taken back is gone from the talk at once, and nothing else can be', async () => {
  const [phone, other] = [device(), device()];
  const id = await phone.say('言い間違い');
  await other.say('よその話');
  for (const one of [other, phone]) {
    expect(problemIn(await one.ask('DELETE', `messages/${randomUUID()}`)).code).toBe('not-found');
  }
  expect(problemIn(await other.ask('DELETE', `messages/${id}`)).code).toBe('not-found');
  const left = talkIn(await phone.ask('DELETE', `messages/${id}`));
  expect(left.messages).toMatchObject([{ id, content: { kind: 'taken-back' }, mayTakeBack: false }]);
  expect((await phone.ask('DELETE', `messages/${id}`)).status).toBe(200);
});

test('a quote names a message of this talk, and none of another', async () => {
  const [phone, other] = [device(), device()];
  const first = await phone.say('橋のたもとの街灯が消えています');
  const secret = await other.say('他の人の秘密');
  await phone.say('この件です', { quotes: first });
  for (const quotes of [secret, randomUUID(), 'nothing']) {
    const refused = await phone.ask('POST', 'messages', { id: randomUUID(), text: 'のぞき見', quotes });
    expect([refused.status, problemIn(refused).code]).toEqual([404, 'not-found']);
  }
  const { messages } = await phone.talk();
  expect(messages.map(({ quotes }) => quotes)).toEqual([
    null,
    { id: first, excerpt: '橋のたもとの街灯が消えています' },
  ]);
  await phone.ask('DELETE', `messages/${first}`);
  expect((await phone.talk()).messages.map(({ quotes }) => quotes)).toEqual([
    null,
    { id: first, excerpt: '取り消されたメッセージ' },
  ]);
});

test('a long talk is read page by page, from the newest back', async () => {
  const phone = device();
  const first = await phone.say('はじまり');
  const [begun] = await query(web.hall.url, 'select address from inbound_event where event_id like $1', [
    `%/${first}`,
  ]);
  await query(
    web.hall.url,
    `insert into inbound_event (id, channel, event_id, address, kind, message_external_id, occurred_at, body)
      select gen_random_uuid(), 'webchat', $1 || '/' || n, $1, 'message', $1 || '/' || n, $2::timestamptz + n * interval '1 second',
        jsonb_build_object('kind', 'message', 'messageExternalId', $1 || '/' || n, 'quotedExternalId', null,
          'quoteToken', null, 'replyToken', null, 'imageSet', null,
          'content', jsonb_build_object('kind', 'text', 'text', n::text))
      from generate_series(1, 70) n`,
    [String(begun?.['address']), web.hall.clock.now()],
  );
  const newest = await phone.talk();
  expect([newest.messages.length, newest.hasEarlier]).toEqual([50, true]);
  const earlier = talkIn(await phone.ask('GET', `talk?before=${newest.messages[0]?.id}`));
  expect(earlier.hasEarlier).toBe(false);
  expect(textsIn(earlier).at(-1)).toBe('20');
  expect(problemIn(await phone.ask('GET', 'talk?before=nothing')).code).toBe('not-found');
});
