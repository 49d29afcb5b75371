import { afterAll, beforeAll, expect, test } from 'vitest';
import { ChatDevice, problemIn, talkIn, textsIn } from '#test/support/chat-device';
import { openWeb, type OpenWeb } from '#test/support/open-web';
import { query } from '#test/support/query';

let web: OpenWeb;
beforeAll(async () => void (web = await openWeb()));
afterAll(() => web.close());

const device = () => new ChatDevice(() => web.base);

test('a code opens the talk on another device, however it is typed, and only once', async () => {
  const [phone, tablet, thief] = [device(), device(), device()];
  await phone.say('電話から');
  const code = await phone.code();
  expect(code).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/);
  const wide = Array.from(code.toLowerCase().replace('-', '　'))
    .map((sign) => (/[!-~]/.test(sign) ? String.fromCharCode(sign.charCodeAt(0) + 0xfee0) : sign))
    .join('');
  expect(textsIn(talkIn(await tablet.ask('POST', 'resume', { code: wide })))).toEqual(['電話から']);
  const again = await thief.ask('POST', 'resume', { code });
  expect([again.status, problemIn(again).code, thief.cookie]).toEqual([410, 'code-expired', null]);
  await tablet.say('タブレットから');
  expect(textsIn(await phone.talk())).toEqual(['電話から', 'タブレットから']);
});

test('a code is good for ten minutes, and a newer one takes its place', async () => {
  const phone = device();
  await phone.say('こんにちは');
  const old = await phone.code();
  const newer = await phone.code();
  expect((await device().ask('POST', 'resume', { code: old })).status).toBe(410);
  web.hall.clock.pass({ seconds: 601 });
  expect((await device().ask('POST', 'resume', { code: newer })).status).toBe(410);
});

test('of two who type a code at once one comes in', async () => {
  const phone = device();
  await phone.say('こんにちは');
  const code = await phone.code();
  const answers = await Promise.all([1, 2, 3].map(() => device().ask('POST', 'resume', { code })));
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 410, 410]);
});

test('a device that leaves has no talk any more; the talk and other devices stay', async () => {
  const [phone, tablet] = [device(), device()];
  await phone.say('こんにちは');
  await tablet.ask('POST', 'resume', { code: await phone.code() });
  const stolen = phone.cookie;
  const left = await phone.ask('DELETE', 'session');
  expect([left.status, phone.cookie]).toEqual([204, null]);
  phone.cookie = stolen;
  expect((await phone.ask('GET', 'talk')).status).toBe(401);
  expect(textsIn(await tablet.talk())).toEqual(['こんにちは']);
});

test('neither cookies nor codes can be read in the database', async () => {
  const phone = device();
  await phone.say('こんにちは');
  const code = await phone.code();
  const rows = await query(
    web.hall.url,
    `select encode(token_hash, 'hex') as secret from chat_session union select encode(code_hash, 'hex') from chat_code`,
  );
  for (const { secret } of rows) {
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect([phone.cookie, code]).not.toContain(secret);
  }
});

test('a page hears at once that its talk changed, and hears nothing of others', async () => {
  const [phone, other] = [device(), device()];
  await phone.say('こんにちは');
  await other.say('はじめまして');
  const hangUp = new AbortController();
  const [mine, theirs] = [await phone.live(hangUp.signal), await other.live(hangUp.signal)];
  await expect.poll(() => [mine.changes(), theirs.changes()]).toEqual([1, 1]);
  await phone.say('続きです');
  await expect.poll(() => mine.changes()).toBe(2);
  await other.say('私も');
  await expect.poll(() => theirs.changes()).toBe(2);
  expect(mine.changes()).toBe(2);
  hangUp.abort();
});

test('a device that leaves hears nothing more, and another of the same talk still does', async () => {
  const [phone, tablet] = [device(), device()];
  await phone.say('こんにちは');
  await tablet.ask('POST', 'resume', { code: await phone.code() });
  const hangUp = new AbortController();
  const [leaving, staying] = [await phone.live(hangUp.signal), await tablet.live(hangUp.signal)];
  await phone.ask('DELETE', 'session');
  await leaving.ended;
  const before = staying.changes();
  await tablet.say('まだいます');
  await expect.poll(() => staying.changes()).toBeGreaterThan(before);
  hangUp.abort();
});

test('a page that only listens does not keep the cookie of the one that asks from being prolonged', async () => {
  const [phone, tablet] = [device(), device()];
  await phone.say('こんにちは');
  await tablet.ask('POST', 'resume', { code: await phone.code() });
  const hangUp = new AbortController();
  const live = await phone.live(hangUp.signal);
  web.hall.clock.pass({ days: 2 });
  await tablet.ask('DELETE', 'session');
  await expect.poll(() => live.signsOfLife()).toBeGreaterThan(0);
  expect((await phone.ask('GET', 'talk')).headers.getSetCookie()).toHaveLength(1);
  hangUp.abort();
});

test('of very many pages that listen to one talk the one that listened longest is let go', async () => {
  const phone = device();
  await phone.say('こんにちは');
  const hangUp = new AbortController();
  const first = await phone.live(hangUp.signal);
  const others = await Promise.all(Array.from({ length: 12 }, () => phone.live(hangUp.signal)));
  await first.ended;
  await phone.say('続きです');
  await expect.poll(() => others.every((page) => page.changes() >= 2)).toBe(true);
  hangUp.abort();
});

test('nobody without a talk has anything to listen to', async () => {
  expect((await device().ask('GET', 'live')).status).toBe(401);
});
