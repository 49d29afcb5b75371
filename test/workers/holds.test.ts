import { afterAll, beforeEach, beforeAll, expect, test } from 'vitest';
import { openOffice, openPremises, type Office, type Premises } from '#test/support/office';
import { query } from '#test/support/query';
import { saidTo } from '#test/support/town';
import { tellHolds } from '#workers/tell-holds';
import { silentLog } from '#test/support/silent-log';
import { callsTo, openCorrespondence, type Correspondence } from './correspondence.ts';

let premises: Premises;
let mail: Correspondence;

beforeAll(async () => {
  premises = await openPremises();
  mail = await openCorrespondence(premises);
}, 60_000);
afterAll(() => premises.close());
beforeEach(async () => {
  await query(premises.database.url, 'delete from channel_hold');
  await query(premises.database.url, `update outbox set state = 'settled', held_since = null`);
});

const dayS = 24 * 60 * 60;
const spent = { state: 'queued', reason: 'quota-spent' };
const lastFate = async (userId: string) => (await mail.fatesOf(userId)).at(-1);
const held = () => query(premises.database.url, 'select channel, kind from channel_hold');

/** Two residents whose answers wait when LINE says that the month is spent. */
const whenSpent = async (office: Office): Promise<readonly [string, string]> => {
  office.line.faults.plan({ kind: 'monthly-limit' }, { endpoint: 'push', times: 'until-cleared' });
  const residents = [await mail.answer(office), await mail.answer(office)] as const;
  await office.work();
  return residents;
};

test('when the month’s messages are spent all pushes wait and say why, after one call; free replies go on', async () => {
  const office = await openOffice(premises);
  const [first, second] = await whenSpent(office);
  expect(await lastFate(first)).toMatchObject({ ...spent, tries: 1 });
  expect(await lastFate(second)).toMatchObject({ ...spent, tries: 0 });
  await office.pass({ seconds: 500 });
  expect(callsTo(office, 'push')).toHaveLength(1);
  expect(await held()).toEqual([{ channel: 'line', kind: 'quota-spent' }]);

  const newcomer = await mail.write(office);
  await office.work();
  expect(await lastFate(newcomer)).toMatchObject({ state: 'accepted' });
  await office.line.sendText(first, 'ほかにも、公園の街灯が消えています');
  await office.work();
  expect(saidTo(office.line, first)).toHaveLength(2);
});

test('one push at a time asks again; once LINE takes it, all that waited go out, each once', async () => {
  const office = await openOffice(premises);
  const residents = await whenSpent(office);
  await office.pass({ seconds: 605 });
  expect(callsTo(office, 'push')).toHaveLength(2);
  office.line.faults.clear();
  await office.pass({ seconds: 605 });
  await office.pass({ seconds: 5 });
  for (const userId of residents) {
    expect(await lastFate(userId)).toMatchObject({ state: 'accepted', reason: null });
    expect(saidTo(office.line, userId)).toHaveLength(2);
  }
  expect(await held()).toEqual([]);
});

test('staff who send by hand need not wait, and free the others, too', async () => {
  const office = await openOffice(premises);
  const [first, second] = await whenSpent(office);
  office.line.faults.clear();
  await mail.sendAgain(office, await lastFate(second));
  expect(await lastFate(second)).toMatchObject({ state: 'accepted' });
  await office.pass({ seconds: 5 });
  expect(await lastFate(first)).toMatchObject({ state: 'accepted' });
});

test('what could not be sent for a day is not sent one night by itself, but by staff who still want it', async () => {
  const office = await openOffice(premises);
  const [first, second] = await whenSpent(office);
  await office.pass({ seconds: dayS + 5 });
  await office.pass({ seconds: 605 });
  for (const userId of [first, second])
    expect(await lastFate(userId)).toMatchObject({ state: 'refused', reason: 'quota-spent' });
  office.line.faults.clear();
  await mail.sendAgain(office, await lastFate(first));
  expect(await lastFate(first)).toMatchObject({ state: 'accepted' });
  await office.pass({ seconds: 605 });
  expect(await lastFate(second)).toMatchObject({ state: 'refused' });
  expect(saidTo(office.line, first)).toHaveLength(2);
});

test('while LINE refuses our token everything waits, replies too, and goes out when it is good again', async () => {
  const office = await openOffice(premises);
  const answered = await mail.answer(office);
  office.line.faults.plan({ kind: 'token-refused' }, { times: 'until-cleared' });
  await office.work();
  const newcomer = await mail.write(office);
  await office.work();
  for (const userId of [answered, newcomer])
    expect(await lastFate(userId)).toMatchObject({ state: 'queued', reason: 'unauthorised' });
  expect(callsTo(office, 'push').length + callsTo(office, 'reply').length).toBe(2);

  office.line.faults.clear();
  await office.pass({ seconds: 65 });
  await office.pass({ seconds: 5 });
  await office.pass({ seconds: 5 });
  expect(await lastFate(answered)).toMatchObject({ state: 'accepted' });
  expect(await lastFate(newcomer)).toMatchObject({ state: 'accepted' });
  expect(saidTo(office.line, newcomer)).toHaveLength(1);
});

test('a token that is good again is known also by a refusal of the one that asks', async () => {
  const office = await openOffice(premises);
  office.line.faults.plan({ kind: 'token-refused' }, { endpoint: 'push' });
  const stray = await mail.answer(office);
  await office.work();
  const other = await mail.write(office);
  await office.work();
  const { url } = premises.database;
  await query(url, `update outbox set next_try_at = next_try_at + interval '1 hour' where id = $1`, [
    (await lastFate(other))?.outboxId,
  ]);
  await query(url, `update thread set address = 'U0' where address = $1`, [stray]);
  await office.pass({ seconds: 65 });
  await office.pass({ seconds: 5 });
  expect(await held()).toEqual([]);
  expect(await lastFate(other)).toMatchObject({ state: 'accepted' });
});

test('the operator’s log tells of a hold once, without anybody’s words, whoever of the workers looks', async () => {
  const office = await openOffice(premises);
  office.line.faults.plan({ kind: 'token-refused' }, { times: 'until-cleared' });
  const lines: unknown[] = [];
  const log = { ...silentLog, error: (...line: unknown[]) => void lines.push(line) };
  await mail.write(office);
  await office.work();
  for (let left = 3; left > 0; left -= 1) {
    await Promise.all([tellHolds(office.context, log), tellHolds(office.context, log)]);
    await office.pass({ seconds: 65 });
  }
  expect(lines).toEqual([
    [expect.stringMatching(/^line: .*token/), { channel: 'line', hold: 'unauthorised' }],
  ]);
});

test.for(['monthly-limit', 'token-refused'] as const)(
  'a push that may have been accepted before “%s” is repeated under its key and not called refused',
  async (kind) => {
    const office = await openOffice(premises);
    const userId = await mail.answer(office);
    office.line.faults.plan({ kind: 'drop-after-accepting' }, { endpoint: 'push' });
    office.line.faults.plan({ kind }, { endpoint: 'push' });
    await office.work();
    await office.pass({ seconds: 2 });
    expect(await lastFate(userId)).toMatchObject({ state: 'queued' });
    await office.pass({ seconds: 605 });
    expect(await lastFate(userId)).toMatchObject({ state: 'accepted' });
    expect(saidTo(office.line, userId)).toHaveLength(2);
  },
);

test('everybody’s inbox is told when a hold begins and when it ends, and not in between', async () => {
  const office = await openOffice(premises);
  const told = async () =>
    Number(
      (await query(premises.database.url, `select count(*) n from event where name = 'channel'`))[0]?.['n'],
    );
  const before = await told();
  await whenSpent(office);
  expect(await told()).toBe(before + 1);
  await office.pass({ seconds: 605 });
  expect(await told()).toBe(before + 1);
  office.line.faults.clear();
  await office.pass({ seconds: 605 });
  expect(await told()).toBe(before + 2);
  const [event] = await query(
    premises.database.url,
    `select departments @> (select array_agg(id) from department where is_active) "isAll" from event
      where name = 'channel' order by id desc limit 1`,
  );
  expect(event).toEqual({ isAll: true });
});
