import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOffice, openPremises, type Office, type Premises } from '#test/support/office';
import { query } from '#test/support/query';
import { saidTo } from '#test/support/town';
import { callsTo, openCorrespondence, type Correspondence } from './correspondence.ts';

let premises: Premises;
let mail: Correspondence;

beforeAll(async () => {
  premises = await openPremises();
  mail = await openCorrespondence(premises);
}, 60_000);
afterAll(() => premises.close());

const lastFate = async (userId: string) => (await mail.fatesOf(userId)).at(-1);
const ofLast = async (userId: string) => {
  const fate = await lastFate(userId);
  if (fate === undefined) throw new Error('nothing to send');
  return fate;
};

/** Somebody changes what the message says while its fate is unknown. */
const rewrite = async (userId: string, content: unknown) =>
  query(premises.database.url, 'update message set content = $1 where id = $2', [
    JSON.stringify(content),
    (await ofLast(userId)).messageId,
  ]);

const bodies = (office: Office, endpoint: 'push' | 'reply') =>
  callsTo(office, endpoint).map(({ body }) => JSON.stringify(body));

test.for(['push', 'reply'] as const)(
  'a %s without an answer is repeated word for word, whatever was changed meanwhile',
  async (endpoint) => {
    const office = await openOffice(premises);
    const userId = endpoint === 'push' ? await mail.answer(office) : await mail.write(office);
    const before = callsTo(office, endpoint).length;
    office.line.faults.plan({ kind: 'server-error' }, { endpoint });
    await office.work();
    await rewrite(userId, { kind: 'text', text: '別の文です。' });
    await office.pass({ seconds: 2 });
    const made = bodies(office, endpoint).slice(before);
    expect(made).toHaveLength(2);
    expect(made[1]).toBe(made[0]);
    expect(await lastFate(userId)).toMatchObject({ state: 'accepted' });
  },
);

test('what was certainly not accepted goes out as it stands now', async () => {
  const office = await openOffice(premises);
  const userId = await mail.answer(office);
  office.line.faults.plan({ kind: 'rate-limited' }, { endpoint: 'push' });
  await office.work();
  await rewrite(userId, { kind: 'text', text: '直した文です。' });
  await office.pass({ seconds: 2 });
  expect(saidTo(office.line, userId).at(-1)).toBe('直した文です。');
});

test('what was taken back while its fate was unknown is not said again, and staff are told that nobody knows', async () => {
  const office = await openOffice(premises);
  const userId = await mail.answer(office);
  office.line.faults.plan({ kind: 'drop-after-accepting' }, { endpoint: 'push' });
  await office.work();
  await query(
    premises.database.url,
    'update message set content = null, taken_back_at = now() where id = $1',
    [(await ofLast(userId)).messageId],
  );
  await office.pass({ seconds: 2 });
  expect(callsTo(office, 'push')).toHaveLength(1);
  expect(await lastFate(userId)).toMatchObject({ state: 'unknown' });
});

test('the words of a call are kept only until its fate is known', async () => {
  const office = await openOffice(premises);
  const userId = await mail.answer(office);
  const kept = async () =>
    (
      await query(premises.database.url, 'select call is not null "isKept" from outbox where id = $1', [
        (await ofLast(userId)).outboxId,
      ])
    )[0]?.['isKept'];
  office.line.faults.plan({ kind: 'server-error' }, { endpoint: 'push' });
  await office.work();
  expect(await kept()).toBe(true);
  await office.pass({ seconds: 2 });
  expect(await kept()).toBe(false);
});

test('LINE’s ids of what a broken line hid are remembered when LINE says that it has it already', async () => {
  const office = await openOffice(premises);
  const userId = await mail.answer(office);
  office.line.faults.plan({ kind: 'drop-after-accepting' }, { endpoint: 'push' });
  await office.work();
  await office.pass({ seconds: 2 });
  const [message] = await query(premises.database.url, 'select external_id from message where id = $1', [
    (await ofLast(userId)).messageId,
  ]);
  expect(message?.['external_id']).toBe(office.line.chat(userId).at(-1)?.id);
});

test('a receipt whose fate is unknown when its token dies is counted as unknown, and neither repeated nor pushed', async () => {
  const office = await openOffice(premises);
  const userId = await mail.write(office);
  office.line.faults.plan({ kind: 'server-error' }, { endpoint: 'reply' });
  await office.work();
  await office.pass({ seconds: 57 });
  await office.pass({ seconds: 600 });
  expect(await mail.fatesOf(userId)).toMatchObject([
    { state: 'unknown', reason: 'no-answer-from-platform', tries: 1 },
  ]);
  expect(callsTo(office, 'reply')).toHaveLength(1);
  expect(callsTo(office, 'push')).toEqual([]);
});

test('a dead token whose use nobody can have made is a push at once, and no call is wasted on it', async () => {
  const office = await openOffice(premises);
  const userId = await mail.write(office);
  office.line.faults.plan({ kind: 'rate-limited' }, { endpoint: 'reply' });
  await office.work();
  await office.pass({ seconds: 57 });
  expect(await mail.fatesOf(userId)).toMatchObject([{ state: 'accepted' }]);
  expect(callsTo(office, 'reply')).toHaveLength(1);
  expect(callsTo(office, 'push')).toHaveLength(1);
});

test('LINE’s wish to wait costs no patience: the answer keeps its turn, and the waits do not grow', async () => {
  const office = await openOffice(premises);
  const userId = await mail.answer(office);
  office.line.faults.plan({ kind: 'too-many-at-once' }, { endpoint: 'push', times: 7 });
  await office.work();
  await office.line.sendText(userId, 'ほかにも、公園の街灯が消えています');
  await office.work();
  for (let left = 6; left > 0; left -= 1) await office.pass({ seconds: 10 });
  expect(saidTo(office.line, userId)).toHaveLength(1);
  await office.pass({ seconds: 10 });
  expect(await mail.fatesOf(userId)).toMatchObject([
    { state: 'accepted' },
    { state: 'accepted', tries: 8 },
    { state: 'accepted' },
  ]);
});

test('what cannot be prepared is refused the third time, and staff see why', async () => {
  const office = await openOffice(premises);
  const userId = await mail.answer(office);
  await rewrite(userId, { kind: 'text', text: 'あ'.repeat(26_000) });
  await office.work();
  for (const seconds of [2, 4, 60]) await office.pass({ seconds });
  expect(await lastFate(userId)).toMatchObject({ state: 'refused', reason: 'unprepared', tries: 3 });
  const attempts = await query(
    premises.database.url,
    'select result, detail, request_id from attempt where outbox_id = $1 order by number',
    [(await ofLast(userId)).outboxId],
  );
  const attempt = { result: 'unprepared', detail: 'TooLongToSendError', request_id: null };
  expect(attempts).toEqual([attempt, attempt, attempt]);
  expect(callsTo(office, 'push')).toEqual([]);

  await rewrite(userId, { kind: 'text', text: '短くしました。' });
  await mail.sendAgain(office, await lastFate(userId));
  expect(await lastFate(userId)).toMatchObject({ state: 'accepted' });
});

test.for([
  [
    'an address that LINE does not know',
    `update thread set address = 'U0' where address = $1`,
    'wrong-address',
  ],
] as const)('%s is told as such, and the words of LINE stay in the attempt', async ([, change, reason]) => {
  const office = await openOffice(premises);
  const userId = await mail.answer(office);
  const { outboxId } = await ofLast(userId);
  await query(premises.database.url, change, [userId]);
  await office.work();
  const [row] = await query(
    premises.database.url,
    `select d.state, d.reason, a.detail, a.request_id is not null "hasId" from delivery d join attempt a using (outbox_id)
      where outbox_id = $1`,
    [outboxId],
  );
  expect(row).toEqual({ state: 'refused', reason, hasId: true, detail: expect.stringContaining('property') });
});
