import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ChatDevice, problemIn, textsIn } from '#test/support/chat-device';
import { openWeb, type OpenWeb } from '#test/support/open-web';

let web: OpenWeb;
beforeAll(async () => void (web = await openWeb()));
afterAll(() => web.close());

const device = () => new ChatDevice(() => web.base);

test('nobody takes a message’s id from somebody else', async () => {
  const id = randomUUID();
  const [mine, theirs] = [device(), device()];
  await mine.say('はじめまして');
  await theirs.say('こんにちは');
  await mine.say('私の言葉', { id });
  await theirs.say('他の人の言葉', { id });
  expect(textsIn(await theirs.talk())).toEqual(['こんにちは', '他の人の言葉']);
  expect(textsIn(await mine.talk())).toEqual(['はじめまして', '私の言葉']);
});

test('a forged cookie is refused before the database is asked, and the words begin a new talk, kindly', async () => {
  const phone = device();
  await phone.say('本物です');
  const real = `${phone.cookie}`;
  const forged = [
    `${real.slice(0, -1)}${real.endsWith('A') ? 'B' : 'A'}`,
    `${randomUUID()}.x`,
    'x',
    '.',
    'é',
  ];
  for (const cookie of forged) {
    const thief = device();
    thief.cookie = encodeURIComponent(cookie);
    expect(problemIn(await thief.ask('GET', 'talk')).code).toBe('not-logged-in');
  }
  const other = device();
  other.cookie = forged[0] ?? '';
  await other.say('はじめまして');
  expect(textsIn(await other.talk())).toEqual(['はじめまして']);
});

test('an expired cookie begins a new talk, kindly; one that is used does not expire', async () => {
  const phone = device();
  await phone.say('最初の話');
  web.hall.clock.pass({ seconds: 100 * 86_400 });
  const answer = await phone.ask('GET', 'talk');
  expect(answer.headers.getSetCookie()).toHaveLength(1);
  expect((await phone.ask('GET', 'talk')).headers.getSetCookie()).toEqual([]);
  web.hall.clock.pass({ seconds: 100 * 86_400 });
  expect(textsIn(await phone.talk())).toEqual(['最初の話']);
  web.hall.clock.pass({ seconds: 181 * 86_400 });
  expect(problemIn(await phone.ask('GET', 'talk')).code).toBe('not-logged-in');
  await phone.say('新しい話');
  expect(textsIn(await phone.talk())).toEqual(['新しい話']);
});

test('only the page of the city itself may write, wherever it is embedded', async () => {
  const phone = device();
  await phone.say('はじめまして');
  const foreign = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site', origin: 'https://www.city.example' },
    { 'sec-fetch-site': 'same-site' },
  ];
  for (const headers of foreign) {
    const page = new ChatDevice(() => web.base, headers);
    page.cookie = phone.cookie;
    for (const [method, path, body] of [
      ['POST', 'messages', { id: randomUUID(), text: 'よその言葉' }],
      ['POST', `photos?id=${randomUUID()}&keepPlace=no`, Buffer.from('x')],
      ['POST', 'places', { id: randomUUID(), latitude: 33, longitude: 130 }],
      ['POST', 'choices', { id: randomUUID(), label: 'はい', data: 'x' }],
      ['DELETE', `messages/${randomUUID()}`],
      ['POST', 'codes'],
      ['POST', 'resume', { code: 'ABCD-EFGH' }],
      ['DELETE', 'session'],
    ] as const) {
      const answer = await page.ask(method, path, body);
      expect([path, answer.status, problemIn(answer).code]).toEqual([path, 403, 'foreign-page']);
    }
  }
  expect(textsIn(await phone.talk())).toEqual(['はじめまして']);
  for (const headers of [
    { 'sec-fetch-site': 'same-origin' },
    { origin: web.base },
    { origin: 'http://kodama.city.example' },
  ]) {
    await new ChatDevice(() => web.base, headers).say('市のページから');
  }
});
