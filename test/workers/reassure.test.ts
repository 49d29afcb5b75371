import { Client } from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { isInboundEventId } from '#src/domain/ids';
import { openOffice, openPremises, type Office, type Premises } from '#test/support/office';
import { query } from '#test/support/query';
import { saidTo } from '#test/support/town';
import { callsTo } from './correspondence.ts';

let premises: Premises;
beforeAll(async () => {
  premises = await openPremises();
}, 60_000);
afterAll(() => premises.close());

const hole = '家の前の道路に大きな穴が開いていて危ないです';
const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');

const newcomer = ({ line }: Office): string => line.addResident(`住民 ${crypto.randomUUID()}`).userId;
const signs = (office: Office) => callsTo(office, 'loading').map(({ body }) => body);
const signFor = (userId: string) => ({ chatId: userId, loadingSeconds: 20 });

/** Locks the resident's thread in a transaction of another's, runs, and lets go. */
const whileHeld = async (userId: string, run: () => Promise<void>): Promise<void> => {
  const other = new Client({ connectionString: premises.database.url });
  await other.connect();
  try {
    await other.query('begin');
    await other.query('select from thread where address = $1 for update', [userId]);
    await run();
    await other.query('commit');
  } finally {
    await other.end();
  }
};

const isHeldUp = async (): Promise<void> =>
  vi.waitFor(async () => {
    const waiting = await query(
      premises.database.url,
      `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    );
    expect(waiting.length).toBeGreaterThan(0);
  }, 10_000);

test('a resident whose message is held up in hand for two seconds sees once that the city is at work', async () => {
  const office = await openOffice(premises);
  const userId = newcomer(office);
  await office.line.follow(userId);
  await office.work();
  await office.line.sendText(userId, hole);
  const [event] = await query(
    premises.database.url,
    `select id from inbound_event where address = $1 and state = 'pending'`,
    [userId],
  );
  const inboundEventId = String(event?.['id']);
  if (!isInboundEventId(inboundEventId)) throw new Error('nothing came in');
  const sorting = Promise.withResolvers<void>();
  await whileHeld(userId, async () => {
    void office.handlers['message.sort']({ inboundEventId }, AbortSignal.timeout(60_000)).then(
      sorting.resolve,
      sorting.reject,
    );
    await isHeldUp();
    office.wait({ seconds: 2 });
    const looks = await Promise.all([office.reassure(), office.reassure()]);
    expect(looks.toSorted()).toEqual([0, 1]);
    office.wait({ seconds: 1 });
    expect(await office.reassure()).toBe(0);
    expect(signs(office)).toEqual([signFor(userId)]);
    expect(office.line.residents().find((one) => one.userId === userId)?.loadingUntil).toBeGreaterThan(0);
  });
  await sorting.promise;
  await office.pass({ seconds: 5 });
  expect(saidTo(office.line, userId).at(-1)).toContain('受付番号');
  expect(office.line.residents().find((one) => one.userId === userId)?.loadingUntil).toBe(0);
  office.wait({ seconds: 30 });
  await office.reassure();
  expect(await query(premises.database.url, 'select from working_sign where address = $1', [userId])).toEqual(
    [],
  );
});

test('whoever is answered quickly sees no sign', async () => {
  const office = await openOffice(premises);
  const userId = newcomer(office);
  await office.line.sendText(userId, hole);
  await office.work();
  office.wait({ seconds: 2 });
  expect(await office.reassure()).toBe(0);
  expect(signs(office)).toEqual([]);
});

test('whoever waits in the queue sees the sign, unless the answer is not sure to come', async () => {
  const office = await openOffice(premises);
  const [known, photographer, albumist, newOne, regretful] = Array.from({ length: 5 }, () =>
    newcomer(office),
  );
  if (!known || !photographer || !albumist || !newOne || !regretful) throw new Error();
  for (const userId of [known, photographer, albumist]) await office.line.sendText(userId, hole);
  await office.work();
  await office.line.sendText(known, 'まだ直っていません');
  await office.line.sendSticker(known);
  await office.line.sendImage(photographer, jpeg, 'image/jpeg');
  await office.line.sendImage(albumist, jpeg, 'image/jpeg', { imageSet: { id: 's', index: 1, total: 2 } });
  await office.line.sendText(newOne, hole);
  await office.line.sendText(newOne, 'お願いします');
  const { messageId } = await office.line.sendText(regretful, hole);
  await office.line.unsend(regretful, messageId ?? '');
  office.wait({ seconds: 2 });
  expect(await office.reassure()).toBe(2);
  expect(signs(office)).toEqual(expect.arrayContaining([signFor(photographer), signFor(newOne)]));
  expect(signs(office)).toHaveLength(2);
});

test('a matter closed lately may be taken up by people, one closed long ago is not', async () => {
  const office = await openOffice(premises);
  const [lately, longAgo] = [newcomer(office), newcomer(office)];
  for (const userId of [lately, longAgo]) await office.line.sendText(userId, hole);
  await office.work();
  const closeSql = `update matter m set state = 'closed', close_reason = 'solved', waiting_since = null,
    closed_at = now() - $2::interval from thread t where t.id = m.thread_id and t.address = $1`;
  await query(premises.database.url, closeSql, [lately, '1 day']);
  await query(premises.database.url, closeSql, [longAgo, '30 days']);
  for (const userId of [lately, longAgo]) await office.line.sendText(userId, 'また穴が開きました');
  office.wait({ seconds: 2 });
  expect(await office.reassure()).toBe(1);
  expect(signs(office)).toEqual([signFor(longAgo)]);
  await office.work();
});

test('a crowd that waits is given ten signs a second and no more, and nobody a second one', async () => {
  const office = await openOffice(premises);
  const crowd = Array.from({ length: 12 }, () => newcomer(office));
  for (const userId of crowd) await office.line.sendText(userId, hole);
  office.wait({ seconds: 2 });
  expect([await office.reassure(), await office.reassure(), await office.reassure()]).toEqual([10, 2, 0]);
  expect(signs(office)).toHaveLength(12);
});

test('a sign that LINE does not take hinders nothing', async () => {
  const office = await openOffice(premises);
  const userId = newcomer(office);
  await office.line.sendText(userId, hole);
  office.wait({ seconds: 2 });
  office.line.faults.plan({ kind: 'rate-limited' }, { endpoint: 'loading' });
  expect(await office.reassure()).toBe(1);
  await office.pass({ seconds: 5 });
  expect(saidTo(office.line, userId)).toHaveLength(1);
});

test('a message that has waited very long is answered without a sign', async () => {
  const office = await openOffice(premises);
  const userId = newcomer(office);
  await office.line.sendText(userId, hole);
  office.wait({ seconds: 2 });
  await query(
    premises.database.url,
    `update inbound_event set received_at = received_at - interval '20 seconds'`,
  );
  expect(await office.reassure()).toBe(0);
});
