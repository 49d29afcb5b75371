import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Client } from 'pg';
import { isAttachmentId, isInboundEventId, isOutboxId } from '#src/domain/ids';
import { openOffice, openPremises, type Office, type Premises } from '#test/support/office';
import { query } from '#test/support/query';
import { saidTo } from '#test/support/town';

let premises: Premises;
beforeAll(async () => {
  premises = await openPremises();
}, 60_000);
afterAll(() => premises.close());

const signal = AbortSignal.timeout(60_000);
const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');

const only = async <T extends string>(
  sql: string,
  values: unknown[],
  isKind: (text: string) => text is T & string,
) => {
  const rows = await query(premises.database.url, sql, values);
  expect(rows).toHaveLength(1);
  const id = String(rows[0]?.['id']);
  if (!isKind(id)) throw new Error(`${id} is no such id`);
  return id;
};

const countOf = async (sql: string, values: unknown[]): Promise<number> =>
  Number((await query(premises.database.url, `select count(*) n from ${sql}`, values))[0]?.['n']);

const newcomer = (office: Office): string => office.line.addResident(`住民 ${crypto.randomUUID()}`).userId;

const outboxOf = (userId: string) =>
  only(
    'select o.id from outbox o join thread t on t.id = o.thread_id where t.address = $1',
    [userId],
    isOutboxId,
  );

test('a message sorted twice, by two workers at once, opens one matter and is answered once', async () => {
  const office = await openOffice(premises);
  const userId = newcomer(office);
  await office.line.sendText(userId, '家の前の道路に大きな穴が開いていて危ないです');
  const inboundEventId = await only(
    'select id from inbound_event where address = $1',
    [userId],
    isInboundEventId,
  );
  const sort = () => office.handlers['message.sort']({ inboundEventId }, signal).catch(() => undefined);
  await Promise.all([sort(), sort(), sort()]);
  await sort();
  expect(await countOf('matter m join thread t on t.id = m.thread_id where t.address = $1', [userId])).toBe(
    1,
  );
  await outboxOf(userId);

  const outboxId = await outboxOf(userId);
  const deliver = () => office.handlers['message.deliver']({ outboxId }, signal).catch(() => undefined);
  await Promise.all([deliver(), deliver(), deliver()]);
  await deliver();
  await office.work();
  await office.pass({ seconds: 60 });
  expect(saidTo(office.line, userId)).toHaveLength(1);
  expect(await countOf('attempt where outbox_id = $1', [outboxId])).toBe(1);
});

test('a photo fetched twice, by two workers at once, is one file', async () => {
  const office = await openOffice(premises);
  const userId = newcomer(office);
  await office.line.sendImage(userId, jpeg, 'image/jpeg');
  office.loseJobs();
  await office.pass({ seconds: 6 });
  const attachmentId = await only(
    `select a.id from attachment a join message m on m.id = a.message_id
       join thread t on t.id = m.thread_id where t.address = $1`,
    [userId],
    isAttachmentId,
  );
  await query(premises.database.url, `update attachment set state = 'waiting' where id = $1`, [attachmentId]);
  const fetchIt = () => office.handlers['media.fetch']({ attachmentId }, signal).catch(() => undefined);
  await Promise.all([fetchIt(), fetchIt()]);
  expect(
    await query(premises.database.url, 'select state from attachment where id = $1', [attachmentId]),
  ).toEqual([{ state: 'stored' }]);
  await fetchIt();
  await office.pass({ seconds: 60 });
  expect(
    await query(premises.database.url, 'select state, bytes from attachment where id = $1', [attachmentId]),
  ).toEqual([{ state: 'stored', bytes: String(jpeg.byteLength) }]);
});

test('what LINE answered is recorded also when another worker looks at the same row in that moment', async () => {
  const office = await openOffice(premises);
  const userId = newcomer(office);
  await office.line.sendText(userId, '公園の街灯が消えています');
  const inboundEventId = await only(
    'select id from inbound_event where address = $1',
    [userId],
    isInboundEventId,
  );
  await office.handlers['message.sort']({ inboundEventId }, signal);
  const outboxId = await outboxOf(userId);

  const other = new Client({ connectionString: premises.database.url });
  await other.connect();
  office.line.faults.plan({ kind: 'answer-late', delayMs: 300 }, { endpoint: 'reply' });
  let isDone = false;
  const delivery = office.handlers['message.deliver']({ outboxId }, signal).finally(() => (isDone = true));
  await office.line.waitFor(() => saidTo(office.line, userId).length === 1);
  await other.query('begin');
  await other.query('select from outbox where id = $1 for update', [outboxId]);
  await vi.waitFor(
    async () => {
      const waiting = await countOf(
        `pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
        [],
      );
      expect(isDone || waiting > 0).toBe(true);
    },
    { timeout: 10_000, interval: 20 },
  );
  await other.query('commit');
  await other.end();
  await delivery;
  expect(
    await query(premises.database.url, 'select state from delivery where outbox_id = $1', [outboxId]),
  ).toEqual([{ state: 'accepted' }]);
});

test('when the queue is emptied the relay finds every row again, and each is handled once', async () => {
  const office = await openOffice(premises);
  const residents = [newcomer(office), newcomer(office), newcomer(office)];
  for (const userId of residents) await office.line.sendText(userId, '側溝が詰まって水があふれています');
  const photographer = newcomer(office);
  await office.line.sendImage(photographer, jpeg, 'image/jpeg');
  office.loseJobs();
  await office.pass({ seconds: 2 });
  for (const userId of residents) expect(saidTo(office.line, userId)).toEqual([]);

  await office.pass({ seconds: 6 });
  office.loseJobs();
  await office.pass({ seconds: 6 });
  await office.pass({ seconds: 60 });
  for (const userId of residents) expect(saidTo(office.line, userId)).toHaveLength(1);
  expect(await countOf(`attachment where state <> 'stored'`, [])).toBe(0);
});
