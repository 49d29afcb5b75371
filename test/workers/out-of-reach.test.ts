import { afterAll, beforeAll, expect, test } from 'vitest';
import { isInboundEventId } from '#src/domain/ids';
import { openOffice, openPremises, type Premises } from '#test/support/office';
import { query } from '#test/support/query';
import { saidTo } from '#test/support/town';
import { callsTo, openCorrespondence, sendAndDie, type Correspondence } from './correspondence.ts';

let premises: Premises;
let mail: Correspondence;

beforeAll(async () => {
  premises = await openPremises();
  mail = await openCorrespondence(premises);
}, 60_000);
afterAll(() => premises.close());

test('while LINE cannot be reached a receipt waits; when its token is dead it is pushed, once', async () => {
  const office = await openOffice(premises);
  const userId = await mail.write(office);
  await office.wire.cut();
  await office.work();
  await office.pass({ seconds: 20 });
  await office.pass({ seconds: 45 });
  expect(saidTo(office.line, userId)).toEqual([]);
  await office.wire.mend();
  await office.pass({ seconds: 120 });
  expect(await mail.fatesOf(userId)).toMatchObject([{ state: 'accepted' }]);
  expect(saidTo(office.line, userId)).toHaveLength(1);
  expect(callsTo(office, 'reply')).toEqual([]);
  expect(callsTo(office, 'push').map(({ retryKey }) => retryKey)).toEqual([
    (await mail.fatesOf(userId))[0]?.outboxId,
  ]);
});

test('while LINE cannot be reached an answer waits; then it is pushed, once', async () => {
  const office = await openOffice(premises);
  const userId = await mail.answer(office);
  await office.wire.cut();
  await office.work();
  for (const seconds of [2, 60, 600]) await office.pass({ seconds });
  expect((await mail.fatesOf(userId))[1]?.state).toBe('queued');
  await office.wire.mend();
  await office.pass({ seconds: 600 });
  expect((await mail.fatesOf(userId))[1]?.state).toBe('accepted');
  expect(saidTo(office.line, userId)).toHaveLength(2);
});

test.for(['reply', 'push'] as const)(
  'a worker that died between the %s and its record leaves a call that is made again, and seen once',
  async (endpoint) => {
    const office = await openOffice(premises);
    const userId = endpoint === 'reply' ? await mail.write(office) : await mail.answer(office);
    if (endpoint === 'reply') {
      const [event] = await query(premises.database.url, 'select id from inbound_event where address = $1', [
        userId,
      ]);
      const inboundEventId = String(event?.['id']);
      if (!isInboundEventId(inboundEventId)) throw new Error('nothing came in');
      await office.handlers['message.sort']({ inboundEventId }, new AbortController().signal);
    }
    office.loseJobs();
    await sendAndDie(office, (await mail.fatesOf(userId)).at(-1)?.outboxId);

    await office.pass({ seconds: 10 });
    expect((await mail.fatesOf(userId)).at(-1)?.state).toBe('sending');
    await office.pass({ seconds: 15 });
    expect((await mail.fatesOf(userId)).at(-1)).toMatchObject({ state: 'accepted', tries: 2 });
    expect(saidTo(office.line, userId)).toHaveLength(endpoint === 'reply' ? 1 : 2);
  },
);

test('a push that may have been made is not made again once LINE has forgotten its key; staff are told', async () => {
  const office = await openOffice(premises);
  const userId = await mail.answer(office);
  office.loseJobs();
  await sendAndDie(office, (await mail.fatesOf(userId)).at(-1)?.outboxId);

  await office.pass({ seconds: 24 * 60 * 60 + 1 });
  expect((await mail.fatesOf(userId)).at(-1)).toMatchObject({
    state: 'unknown',
    reason: 'no-answer-from-platform',
  });
  expect(saidTo(office.line, userId)).toHaveLength(2);
  await mail.sendAgain(office, (await mail.fatesOf(userId)).at(-1));
  expect(saidTo(office.line, userId)).toHaveLength(3);
});
