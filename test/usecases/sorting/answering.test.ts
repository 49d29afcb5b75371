import { afterAll, beforeAll, expect, test } from 'vitest';
import { isMessageId, type StaffId } from '#src/domain/ids';
import { close } from '#src/usecases/close';
import { newId } from '#src/usecases/new-id';
import { reply, type Reply } from '#src/usecases/reply';
import { openSortingRoom, type MatterRow, type SortingRoom } from '#test/support/sorting-room';
import { query } from '#test/support/query';

let room: SortingRoom;
let clerk: StaffId;
let colleague: StaffId;
beforeAll(async () => {
  room = await openSortingRoom();
  clerk = await room.clerk('clerk', 'road', 'sorting');
  colleague = await room.clerk('colleague', 'road');
});
afterAll(() => room.close());

type Resident = ReturnType<SortingRoom['resident']>;

const report = async (words = '家の前の道路に大きな穴が開いていて危ないです') => {
  const resident = room.resident();
  await resident.says(words);
  return { resident, matter: await resident.matter() };
};
const answerTo = ({ id: matterId, revision }: MatterRow, more: Partial<Reply> = {}): Reply => ({
  staffId: clerk,
  matterId,
  messageId: newId(room.context.ids, isMessageId),
  text: '明日、確認にうかがいます。',
  asksBack: false,
  revision,
  overStale: false,
  ...more,
});
const lastTold = async (resident: Resident) => (await resident.told()).at(-1);
const eventsOf = (matter: MatterRow) =>
  query(
    room.url,
    'select name, departments, actor_id, detail from event where matter_id = $1 order by id offset 1',
    [matter.id],
  );
const isUnread = async ({ id }: MatterRow, staffId: StaffId): Promise<boolean> => {
  const [row] = await query(
    room.url,
    'select coalesce(r.revision, 0) < m.revision as unread from matter m left join matter_read r on r.matter_id = m.id and r.staff_id = $2 where m.id = $1',
    [id, staffId],
  );
  return row?.['unread'] === true;
};

test('an answer opens the matter, gives it to whoever answered, ends the wait and is pushed', async () => {
  const { resident, matter } = await report();
  const answer = answerTo(matter);
  expect(await reply(room.context, answer)).toEqual({ kind: 'done' });
  const after = await resident.matter();
  expect(after).toMatchObject({
    state: 'open',
    assigneeId: clerk,
    waitingSince: null,
    lastMessageId: answer.messageId,
  });
  expect(after.revision).toBe(matter.revision + 1);
  expect(await lastTold(resident)).toEqual({
    route: 'push',
    token: null,
    texts: [answer.text],
    choices: [],
    matterId: matter.id,
  });
  expect(await eventsOf(matter)).toMatchObject([
    { name: 'answered', departments: ['road'], actor_id: clerk },
  ]);
  expect(await isUnread(matter, clerk)).toBe(false);
  expect(await isUnread(matter, colleague)).toBe(true);
});

test('an answer that asks back makes the matter wait for the resident; a colleague who answers does not take it away', async () => {
  const { resident, matter } = await report();
  await reply(room.context, answerTo(matter, { asksBack: true }));
  const asked = await resident.matter();
  expect(asked).toMatchObject({ state: 'waiting', assigneeId: clerk });
  await reply(room.context, answerTo(asked, { staffId: colleague }));
  expect(await resident.matter()).toMatchObject({ state: 'open', assigneeId: clerk });
});

test('the same answer posted twice is one answer', async () => {
  const { resident, matter } = await report();
  const answer = answerTo(matter);
  expect(await Promise.all([reply(room.context, answer), reply(room.context, answer)])).toEqual([
    { kind: 'done' },
    { kind: 'done' },
  ]);
  expect(await resident.told()).toHaveLength(2);
  expect((await resident.messages()).filter(({ author }) => author === 'staff')).toHaveLength(1);
});

test('an answer on a stale view is refused until its writer insists', async () => {
  const { resident, matter } = await report();
  await resident.says('道路の穴は橋のそばです');
  expect(await reply(room.context, answerTo(matter))).toEqual({ kind: 'stale' });
  expect(await resident.told()).toHaveLength(1);
  expect(await reply(room.context, answerTo(matter, { overStale: true }))).toEqual({ kind: 'done' });
});

test('an answer that its channel cannot take is refused whole and leaves nothing behind', async () => {
  const { resident, matter } = await report();
  const before = room.nudges.length;
  expect(await reply(room.context, answerTo(matter, { text: 'あ'.repeat(25_001) }))).toEqual({
    kind: 'too-long',
  });
  expect(await resident.matter()).toEqual(matter);
  expect(room.nudges).toHaveLength(before);
});

test('nobody answers on the sorting desk, or in a closed matter', async () => {
  const { matter: unsorted } = await report('左のほうです');
  expect(await reply(room.context, answerTo(unsorted))).toEqual({ kind: 'not-allowed-in-state' });
  const { resident, matter } = await report();
  await close(room.context, { staffId: clerk, matterId: matter.id, reason: 'solved' });
  expect(await reply(room.context, answerTo(await resident.matter()))).toEqual({
    kind: 'not-allowed-in-state',
  });
});
