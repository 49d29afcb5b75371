import { afterAll, beforeAll, expect, test } from 'vitest';
import { isInboundEventId, isOutboxId, type InboundEventId, type OutboxId } from '#src/domain/ids';
import { openOffice, openPremises, type Office, type Premises } from '#test/support/office';
import { query } from '#test/support/query';
import { dumpTables } from '#test/support/table-dump';
import { saidTo } from '#test/support/town';
import { callsTo, sendAndDie } from './correspondence.ts';

let premises: Premises;
beforeAll(async () => {
  premises = await openPremises();
}, 60_000);
afterAll(() => premises.close());

const words = '三丁目の田中さんの件、どうなりましたか';

/** A new group of three residents, one of whom speaks. */
const newGroup = ({ line }: Office) => {
  const members = ['甲', '乙', '丙'].map((name) => line.addResident(`${name} ${crypto.randomUUID()}`).userId);
  const { groupId } = line.addGroup(`自治会 ${crypto.randomUUID()}`, members);
  return { groupId, member: members[0] ?? '' };
};

const outboxOf = async (groupId: string): Promise<OutboxId> => {
  const rows = await query(
    premises.database.url,
    'select o.id from outbox o join thread t on t.id = o.thread_id where t.address = $1',
    [groupId],
  );
  expect(rows).toHaveLength(1);
  const id = String(rows[0]?.['id']);
  if (!isOutboxId(id)) throw new Error(id);
  return id;
};

const eventOf = async (groupId: string): Promise<InboundEventId> => {
  const [row] = await query(premises.database.url, 'select id from inbound_event where address = $1', [
    groupId,
  ]);
  const id = String(row?.['id']);
  if (!isInboundEventId(id)) throw new Error(id);
  return id;
};

const fateOf = async (groupId: string) =>
  (
    await query(
      premises.database.url,
      `select d.state, d.account_id from delivery d where d.outbox_id = $1`,
      [await outboxOf(groupId)],
    )
  )[0];

test('whatever happens in a group, it reads one refusal, and nothing said there is kept anywhere', async () => {
  const office = await openOffice(premises);
  const { line } = office;
  const { groupId, member } = newGroup(office);
  line.webhooks.set({ duplicates: true });
  const joined = await line.invite(member, groupId);
  await office.work();
  const { messageId } = await line.sendText(member, words, { in: groupId });
  await line.edit(member, messageId ?? '', `${words}（再度）`);
  await line.sendFile(member, Buffer.from(words), 'text/plain', `${words}.txt`, { in: groupId });
  await line.sendLocation(
    member,
    { title: words, address: words, latitude: 33, longitude: 130 },
    { in: groupId },
  );
  await line.unsend(member, messageId ?? '');
  await line.join(line.residents()[0]?.userId ?? '', groupId);
  await office.work();
  await line.webhooks.redeliver(joined.webhookEventId);
  await line.dismiss(member, groupId);
  await line.invite(member, groupId);
  await office.pass({ seconds: 60 });
  expect(saidTo(line, groupId)).toEqual([expect.stringContaining('グループの中ではご相談を受けられません')]);
  expect(await fateOf(groupId)).toEqual({ state: 'accepted', account_id: null });
  expect(JSON.stringify(await dumpTables(premises.database.url))).not.toContain('田中');
  expect(callsTo(office, 'content')).toEqual([]);
});

test('a room where the city was not seen to come is declined at its first word', async () => {
  const office = await openOffice(premises);
  const { line } = office;
  const { groupId, member } = newGroup(office);
  line.setWebhookUrl(null);
  await line.invite(member, groupId);
  line.setWebhookUrl(office.webhookUrl);
  await line.sendText(member, words, { in: groupId });
  await line.sendText(member, words, { in: groupId });
  await office.work();
  await office.pass({ seconds: 60 });
  expect(saidTo(line, groupId)).toHaveLength(1);
  expect(callsTo(office, 'push')).toEqual([]);
});

test('a refusal whose fate is unknown is not said a second time', async () => {
  const office = await openOffice(premises);
  const { groupId, member } = newGroup(office);
  office.line.faults.plan({ kind: 'drop-after-accepting' }, { endpoint: 'reply' });
  await office.line.invite(member, groupId);
  await office.work();
  await office.pass({ seconds: 5 });
  await office.line.sendText(member, words, { in: groupId });
  await office.pass({ seconds: 120 });
  expect(saidTo(office.line, groupId)).toHaveLength(1);
  expect(callsTo(office, 'push')).toEqual([]);
});

test('a worker that died between the refusal and its record leaves a call that is made again, and read once', async () => {
  const office = await openOffice(premises);
  const { groupId, member } = newGroup(office);
  await office.line.invite(member, groupId);
  await office.handlers['message.sort'](
    { inboundEventId: await eventOf(groupId) },
    new AbortController().signal,
  );
  office.loseJobs();
  await sendAndDie(office, await outboxOf(groupId));
  await office.pass({ seconds: 25 });
  expect(saidTo(office.line, groupId)).toHaveLength(1);
  expect(await fateOf(groupId)).toMatchObject({ state: 'accepted' });
});

test('a group that has sent the city away before it was told is left alone', async () => {
  const office = await openOffice(premises);
  const { groupId, member } = newGroup(office);
  await office.line.invite(member, groupId);
  await office.line.dismiss(member, groupId);
  await office.pass({ seconds: 70 });
  await office.pass({ seconds: 600 });
  expect(saidTo(office.line, groupId)).toEqual([]);
  expect(await fateOf(groupId)).toMatchObject({ state: 'refused' });
});

test('in standby the city says nothing, opens nothing and keeps no word', async () => {
  const office = await openOffice(premises);
  const { line } = office;
  const { groupId, member } = newGroup(office);
  line.webhooks.set({ standby: true });
  const before = await countRows();
  const { messageId } = await line.sendText(member, words);
  await line.sendSticker(member);
  await line.postback(member, 'choice=yes');
  await line.unsend(member, messageId ?? '');
  await line.block(member);
  await line.unblock(member);
  await line.invite(member, groupId);
  await line.sendText(member, words, { in: groupId });
  await office.work();
  await office.pass({ seconds: 60 });
  expect(await countRows()).toEqual(before);
  expect(line.journal().filter(({ kind }) => kind === 'api')).toEqual([]);
  const ledger = await query(
    premises.database.url,
    `select body ->> 'name' as name, state from inbound_event where address in ($1, $2) order by occurred_at, received_at, id`,
    [member, groupId],
  );
  expect(ledger.map(({ name, state }) => `${String(name)} ${String(state)}`).toSorted()).toEqual(
    [
      'follow/standby done',
      'join/group/standby done',
      'message/group/standby done',
      'message/standby done',
      'message/standby done',
      'postback/standby done',
      'unfollow/standby done',
      'unsend/standby done',
    ].toSorted(),
  );
  expect(JSON.stringify(await dumpTables(premises.database.url))).not.toContain('田中');
});

const countRows = async () =>
  (
    await query(
      premises.database.url,
      `select (select count(*) from outbox) outbox, (select count(*) from matter) matter,
        (select count(*) from message) message, (select count(*) from account) account`,
    )
  )[0];
