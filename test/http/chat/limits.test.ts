import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ChatDevice, problemIn, textsIn } from '#test/support/chat-device';
import { openWeb, type OpenWeb } from '#test/support/open-web';

let web: OpenWeb;
beforeAll(async () => void (web = await openWeb()));
afterAll(() => web.close());

const device = () => new ChatDevice(() => web.base);

test('of 100 messages in a minute the first are taken and none of them is lost; then the resident is asked to wait', async () => {
  const phone = device();
  const taken: string[] = [];
  for (let n = 0; n < 100; n += 1) {
    const answer = await phone.ask('POST', 'messages', { id: randomUUID(), text: `${n}` });
    if (answer.status === 201) taken.push(`${n}`);
    else {
      const { code, retryAfterSeconds } = problemIn(answer);
      expect([answer.status, code]).toEqual([429, 'too-fast']);
      expect(retryAfterSeconds).toBeGreaterThan(0);
      expect(answer.headers.get('retry-after')).toBe(String(retryAfterSeconds));
    }
  }
  expect(taken.length).toBeGreaterThanOrEqual(20);
  expect(taken.length).toBeLessThan(40);
  expect(textsIn(await phone.talk())).toEqual(taken);
});

test('a school class of 40 behind one address writes at once, with photos, and everybody is heard', async () => {
  const photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#aa7744' } })
    .jpeg()
    .toBuffer();
  const pupils = Array.from({ length: 40 }, device);
  await Promise.all(pupils.map((pupil, index) => pupil.say(`${index}番です`)));
  for (const round of [1, 2, 3]) await Promise.all(pupils.map((pupil) => pupil.say(`${round}回目`)));
  const shown = await Promise.all(pupils.map((pupil) => pupil.show(photo)));
  expect(shown.map(({ status }) => status)).toEqual(pupils.map(() => 201));
  const talks = await Promise.all(pupils.map((pupil) => pupil.talk()));
  expect(talks.map(({ messages }) => messages.length)).toEqual(pupils.map(() => 5));
});

test('whoever guesses codes is stopped, whoever has the right one is not', async () => {
  const mine = device();
  await mine.say('こんにちは');
  const code = await mine.code();
  for (let n = 0; n < 9; n += 1) {
    expect((await device().ask('POST', 'resume', { code: 'AAAA-AAAA' })).status).toBe(410);
  }
  expect((await device().ask('POST', 'resume', { code })).status).toBe(200);
  expect((await device().ask('POST', 'resume', { code: 'AAAA-AAAA' })).status).toBe(410);
  const stopped = await device().ask('POST', 'resume', { code: 'AAAA-AAAA' });
  expect([stopped.status, problemIn(stopped).code]).toEqual([429, 'too-fast']);
});
