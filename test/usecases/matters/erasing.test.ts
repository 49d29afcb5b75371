import { afterAll, beforeAll, expect, test } from 'vitest';
import { isMessageId, type DepartmentId, type MessageId, type StaffId } from '#src/domain/ids';
import { beginSend } from '#src/usecases/begin-send';
import { eraseMessage, eraseResident } from '#src/usecases/erase';
import { reply } from '#src/usecases/reply';
import { eraseOnce } from '#workers/erase';
import { query } from '#test/support/query';
import { departmentKey, openSortingRoom, type MatterRow, type SortingRoom } from '#test/support/sorting-room';
import { tablesWith } from '#test/support/tables-with';

let room: SortingRoom;
let clerk: StaffId;
let chief: StaffId;
let administrator: StaffId;
const road = departmentKey('road');

beforeAll(async () => {
  room = await openSortingRoom();
  const employ = async (name: string, role: 'staff' | 'supervisor', isAdministrator: boolean) =>
    (
      await room.employ(`${name}@city.example`, {
        memberships: [{ departmentId: road, role }],
        isAdministrator,
      })
    ).person.id;
  clerk = await employ('clerk', 'staff', false);
  chief = await employ('chief', 'supervisor', false);
  administrator = await employ('administrator', 'staff', true);
});
afterAll(() => room.close());

const aboutTheRoad = '家の前の道路に大きな穴が開いています。';
const because = { reason: 'resident-asked' } as const;

/** The message of this matter that says this. */
const messageSaying = async (words: string): Promise<MessageId> => {
  const [row] = await query(room.url, 'select id from message where content::text like $1', [`%${words}%`]);
  const id = String(row?.['id']);
  if (!isMessageId(id)) throw new Error(`nobody said ${words}`);
  return id;
};

const said = async (words: string) => {
  const resident = room.resident();
  const externalId = await resident.says(`${aboutTheRoad}${words}`);
  return { resident, externalId, matter: await resident.matter(), messageId: await messageSaying(words) };
};

const answered = async (matter: MatterRow, text: string): Promise<MessageId> => {
  const messageId = room.context.ids.newId();
  if (!isMessageId(messageId)) throw new Error('no id');
  room.clock.pass({ seconds: 1 });
  const outcome = await reply(room.context, {
    staffId: clerk,
    matterId: matter.id,
    messageId,
    text,
    asksBack: false,
    revision: matter.revision,
    overStale: true,
  });
  expect(outcome).toEqual({ kind: 'done' });
  return messageId;
};

test('a message that is erased leaves its words nowhere, and a tombstone that says who did it', async () => {
  const { resident, externalId, matter, messageId } = await said('すいか');
  const order = { staffId: chief, messageId, ...because };
  expect(await eraseMessage(room.context, order)).toEqual({ kind: 'done' });
  expect(await tablesWith(room.url, 'すいか')).toEqual([]);
  expect(
    await query(room.url, 'select erased_by, erased_in, content from message where id = $1', [messageId]),
  ).toEqual([{ erased_by: chief, erased_in: 'road', content: null }]);
  expect(await query(room.url, 'select from classification where message_id = $1', [messageId])).toEqual([]);
  expect(await room.events(matter)).toContain('erased');
  expect(await query(room.url, 'select actor_id, action from audit where subject = $1', [messageId])).toEqual(
    [{ actor_id: chief, action: 'message-erased' }],
  );
  // The platform tells it once more, and under another event's name.
  await resident.does({
    ...resident.messageOf({ kind: 'text', text: `${aboutTheRoad}すいか` }, { id: externalId }),
  });
  expect(await tablesWith(room.url, 'すいか')).toEqual([]);
});

test('what a resident writes anew into an erased message is not kept either', async () => {
  const { resident, externalId, messageId } = await said('めろん');
  await eraseMessage(room.context, { staffId: chief, messageId, ...because });
  await resident.does({
    kind: 'edit',
    messageExternalId: externalId,
    content: { kind: 'text', text: 'やはりめろん' },
    quoteToken: null,
  });
  expect(await tablesWith(room.url, 'めろん')).toEqual([]);
});

test('staff may not erase, a supervisor of another department neither, and nothing changes', async () => {
  const { messageId } = await said('いちご');
  const stranger = await employSupervisor('stranger', departmentKey('park'));
  const ask = (staffId: StaffId) => eraseMessage(room.context, { staffId, messageId, ...because });
  expect(await ask(clerk)).toEqual({ kind: 'forbidden' });
  expect(await ask(stranger)).toEqual({ kind: 'not-found' });
  expect(await tablesWith(room.url, 'いちご')).toEqual(['public.message']);
});

const employSupervisor = async (name: string, departmentId: DepartmentId): Promise<StaffId> =>
  (await room.employ(`${name}@city.example`, { memberships: [{ departmentId, role: 'supervisor' }] })).person
    .id;

test('what is on legal hold cannot be erased', async () => {
  const { matter, messageId } = await said('くるみ');
  await query(room.url, 'update matter set is_on_legal_hold = true where id = $1', [matter.id]);
  const order = { staffId: chief, messageId, ...because };
  expect(await eraseMessage(room.context, order)).toEqual({ kind: 'on-legal-hold' });
  expect(
    await eraseResident(room.context, { ...order, matterId: matter.id, staffId: administrator }),
  ).toEqual({
    kind: 'on-legal-hold',
  });
  expect(await tablesWith(room.url, 'くるみ')).toEqual(['public.message']);
});

test('an answer that has not gone yet is never sent when it is erased', async () => {
  const { matter } = await said('あんず');
  await query(room.url, `update outbox set state = 'settled'`);
  const messageId = await answered(matter, '明日の朝、あんずを見に行きます。');
  room.nudges.splice(0);
  await eraseMessage(room.context, { staffId: chief, messageId, ...because });
  const [send] = room.nudges.filter(({ name }) => name === 'message.deliver');
  if (send?.name !== 'message.deliver') throw new Error('nobody was told to cancel it');
  expect(await beginSend(room.context, send.data.outboxId)).toEqual({ kind: 'nothing' });
  expect(
    await query(room.url, 'select state, reason from delivery where outbox_id = $1', [send.data.outboxId]),
  ).toEqual([{ state: 'cancelled', reason: 'taken-back' }]);
});

test('an answer that may have arrived already is not called cancelled when it is erased', async () => {
  const { matter } = await said('すもも');
  await query(room.url, `update outbox set state = 'settled'`);
  const messageId = await answered(matter, 'すももは片づけました。');
  const [row] = await query(room.url, 'select outbox_id from outbox_message where message_id = $1', [
    messageId,
  ]);
  const send = room.nudges.findLast(({ name }) => name === 'message.deliver');
  if (send?.name !== 'message.deliver') throw new Error('nothing was to be sent');
  expect(row).toEqual({ outbox_id: send.data.outboxId });
  expect(await beginSend(room.context, send.data.outboxId)).toMatchObject({ kind: 'send' });
  await query(room.url, `update attempt set detail = 'the text すもも is too long' where outbox_id = $1`, [
    send.data.outboxId,
  ]);
  await eraseMessage(room.context, { staffId: chief, messageId, ...because });
  room.clock.pass({ minutes: 1 });
  expect(await beginSend(room.context, send.data.outboxId)).toEqual({ kind: 'nothing' });
  expect(
    await query(room.url, 'select state from delivery where outbox_id = $1', [send.data.outboxId]),
  ).toEqual([{ state: 'unknown' }]);
  expect(await tablesWith(room.url, 'すももは片づけました')).toEqual([]);
  expect(await tablesWith(room.url, 'すもも is too long')).toEqual([]);
});

test('a resident who is erased leaves neither words, nor a name, nor an address', async () => {
  const { resident, matter } = await said('ざくろ');
  await resident.sends({ kind: 'file', fileName: 'ざくろ.pdf' });
  await query(room.url, `update account set display_name = 'ざくろ太郎' where external_id = $1`, [
    resident.address,
  ]);
  await answered(matter, 'ざくろさん、こんにちは。');
  await query(
    room.url,
    `insert into note (id, matter_id, staff_id, text) values (gen_random_uuid(), $1, $2, 'ざくろさんは知り合い')`,
    [matter.id, clerk],
  );
  const order = { staffId: administrator, matterId: matter.id, ...because };
  expect(await eraseResident(room.context, { ...order, staffId: chief })).toEqual({ kind: 'forbidden' });
  expect(await eraseResident(room.context, order)).toEqual({ kind: 'done' });
  expect(await tablesWith(room.url, 'ざくろ')).toEqual([]);
  expect(await tablesWith(room.url, resident.address)).toEqual([]);
  expect(await query(room.url, 'select state, close_reason from matter where id = $1', [matter.id])).toEqual([
    { state: 'closed', close_reason: 'erased' },
  ]);
  expect(await room.events(matter)).toContain('resident-erased');
});

test('who writes again after being erased is somebody new', async () => {
  const { resident, matter } = await said('いちじく');
  await eraseResident(room.context, { staffId: administrator, matterId: matter.id, ...because });
  await resident.says('公園のすべり台がこわれています。');
  const after = await resident.matter();
  expect(after.id).not.toBe(matter.id);
  expect(await resident.messages()).not.toContainEqual(expect.objectContaining({ isTakenBack: true }));
});

test('another resident’s words stand as they stood', async () => {
  const { matter } = await said('かりん');
  const other = await said('ゆず');
  await eraseResident(room.context, { staffId: administrator, matterId: matter.id, ...because });
  expect(await tablesWith(room.url, 'かりん')).toEqual([]);
  expect(await tablesWith(room.url, 'ゆず')).toEqual(['public.message']);
  expect((await other.resident.matter()).state).not.toBe('closed');
});

test('an erasure that a crash left behind is ended by a worker', async () => {
  const { matter, messageId } = await said('ぎんなん');
  await query(
    room.url,
    `insert into erasure (id, matter_id, department_id, staff_id, message_id, reason, asked_at)
      values (gen_random_uuid(), $1, 'road', $2, $3, 'rules', $4)`,
    [matter.id, chief, messageId, room.clock.now()],
  );
  expect(await eraseOnce(room.context)).toBe(0);
  room.clock.pass({ minutes: 1 });
  expect(await eraseOnce(room.context)).toBe(1);
  expect(await tablesWith(room.url, 'ぎんなん')).toEqual([]);
  expect(await eraseOnce(room.context)).toBe(0);
});

test('words that were set aside go when they are taken back', async () => {
  const resident = room.resident();
  const message = resident.messageOf({ kind: 'text', text: 'やまもも' });
  await room.accept([resident.telling(message)]);
  await query(
    room.url,
    `update inbound_event set state = 'set-aside', set_aside_at = now(), fault = 'TypeError'
      where message_external_id = $1`,
    [message.messageExternalId],
  );
  await resident.does({ kind: 'unsend', messageExternalId: message.messageExternalId });
  expect(await tablesWith(room.url, 'やまもも')).toEqual([]);
});
