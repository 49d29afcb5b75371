import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeReasons, closingTemplate } from '#src/domain/matter';
import { isMessageId, type StaffId } from '#src/domain/ids';
import { assign } from '#src/usecases/assign';
import { close } from '#src/usecases/close';
import { leaveNote } from '#src/usecases/leave-note';
import { newId } from '#src/usecases/new-id';
import { reopen } from '#src/usecases/reopen';
import { reply, type Reply } from '#src/usecases/reply';
import { transfer } from '#src/usecases/transfer';
import { departmentKey, openSortingRoom, type MatterRow, type SortingRoom } from '#test/support/sorting-room';
import { query } from '#test/support/query';

let room: SortingRoom;
let clerk: StaffId;
let colleague: StaffId;
let stranger: StaffId;
beforeAll(async () => {
  room = await openSortingRoom();
  clerk = await room.clerk('clerk', 'road', 'sorting');
  colleague = await room.clerk('colleague', 'road');
  stranger = await room.clerk('stranger', 'water');
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

test('staff of another department cannot do anything to a matter that is not theirs, and nothing shows that it is there', async () => {
  const { resident, matter } = await report();
  const order = { staffId: stranger, matterId: matter.id };
  const note = { ...order, noteId: room.context.ids.newId(), text: 'メモ' };
  const outcomes = [
    await reply(room.context, answerTo(matter, { staffId: stranger })),
    await leaveNote(room.context, note),
    await assign(room.context, { ...order, assigneeId: stranger }),
    await transfer(room.context, { ...order, to: departmentKey('water') }),
    await close(room.context, { ...order, reason: 'solved' }),
    await reopen(room.context, order),
  ];
  expect(outcomes).toEqual(outcomes.map(() => ({ kind: 'not-found' })));
  expect(await resident.matter()).toEqual(matter);
  expect(await resident.told()).toHaveLength(1);
});

test('a transfer makes the matter new in its next department, clears its person and tells the resident who has it', async () => {
  const { resident, matter } = await report();
  await reply(room.context, answerTo(matter, { asksBack: true }));
  const to = departmentKey('water');
  expect(await transfer(room.context, { staffId: clerk, matterId: matter.id, to })).toEqual({ kind: 'done' });
  expect(await resident.matter()).toMatchObject({
    state: 'new',
    departmentId: 'water',
    assigneeId: null,
    replyBy: matter.replyBy,
    categoryId: 'road-damage',
  });
  expect(await lastTold(resident)).toMatchObject({
    route: 'push',
    texts: [
      `担当の課が変わりました。\n受付番号　${matter.number}\n新しい担当　水道と下水道の課\nあらためて送っていただく必要はありません。`,
    ],
  });
  expect((await eventsOf(matter)).at(-1)).toMatchObject({
    name: 'transferred',
    departments: ['road', 'water'],
    actor_id: clerk,
    detail: { from: 'road', to: 'water' },
  });
  expect(await isUnread(matter, stranger)).toBe(true);
});

test('from the sorting desk the resident hears that somebody was found, and is promised no day that nobody chose', async () => {
  const { resident, matter } = await report('左のほうです');
  await transfer(room.context, { staffId: clerk, matterId: matter.id, to: departmentKey('water') });
  expect(await resident.matter()).toMatchObject({
    state: 'new',
    departmentId: 'water',
    categoryId: null,
    replyBy: null,
  });
  expect((await lastTold(resident))?.texts[0]).toMatch(
    /^担当の課が決まりました。\n受付番号　.*\n担当　水道と下水道の課\n/,
  );
});

test('to the sorting desk a matter goes silently, and from there the resident hears of the change', async () => {
  const { resident, matter } = await report();
  const order = { staffId: clerk, matterId: matter.id };
  await reply(room.context, answerTo(matter, { asksBack: true }));
  await transfer(room.context, { ...order, to: departmentKey('sorting') });
  expect(await resident.matter()).toMatchObject({
    state: 'sorting',
    departmentId: 'sorting',
    assigneeId: null,
  });
  expect(await resident.told()).toHaveLength(2);
  await transfer(room.context, { ...order, to: departmentKey('water') });
  expect((await lastTold(resident))?.texts[0]).toMatch(/^担当の課が変わりました。/);
});

test('a transfer to where the matter is already does nothing; one to nowhere is refused', async () => {
  const { resident, matter } = await report();
  const order = { staffId: clerk, matterId: matter.id };
  expect(await transfer(room.context, { ...order, to: departmentKey('road') })).toEqual({ kind: 'done' });
  expect(await transfer(room.context, { ...order, to: departmentKey('moon') })).toEqual({
    kind: 'not-found',
  });
  expect(await resident.matter()).toEqual(matter);
  expect(await eventsOf(matter)).toEqual([]);
  await close(room.context, { ...order, reason: 'solved' });
  expect(await transfer(room.context, { ...order, to: departmentKey('water') })).toEqual({
    kind: 'not-allowed-in-state',
  });
});

test.each(closeReasons)(
  'a matter that ends (%s) waits for nobody, and the resident reads why',
  async (reason) => {
    const { resident, matter } = await report();
    expect(await close(room.context, { staffId: clerk, matterId: matter.id, reason })).toEqual({
      kind: 'done',
    });
    expect(await resident.matter()).toMatchObject({
      state: 'closed',
      closedAt: room.clock.now(),
      waitingSince: null,
      revision: matter.revision + 1,
    });
    const words = room.city.templates[closingTemplate[reason]].replace('{number}', matter.number);
    expect((await lastTold(resident))?.texts).toEqual([words]);
    expect(await eventsOf(matter)).toMatchObject([{ name: 'closed', actor_id: clerk, detail: { reason } }]);
    expect(await isUnread(matter, clerk)).toBe(false);
    expect(await close(room.context, { staffId: clerk, matterId: matter.id, reason })).toEqual({
      kind: 'not-allowed-in-state',
    });
    expect(await resident.told()).toHaveLength(2);
  },
);

test('staff take a closed matter up again silently, and only a closed one', async () => {
  const { resident, matter } = await report();
  const order = { staffId: clerk, matterId: matter.id };
  expect(await reopen(room.context, order)).toEqual({ kind: 'not-allowed-in-state' });
  await close(room.context, { ...order, reason: 'no-reply' });
  expect(await reopen(room.context, order)).toEqual({ kind: 'done' });
  expect(await resident.matter()).toMatchObject({ state: 'open', closedAt: null, waitingSince: null });
  expect(await resident.told()).toHaveLength(2);
  expect((await eventsOf(matter)).map(({ name }) => name)).toEqual(['closed', 'reopened']);
});

test('a note stays in the house, tells colleagues that something is new, and is one note though posted twice', async () => {
  const { resident, matter } = await report();
  const note = {
    staffId: clerk,
    matterId: matter.id,
    noteId: room.context.ids.newId(),
    text: '去年も同じ場所',
  };
  expect(await leaveNote(room.context, note)).toEqual({ kind: 'done' });
  expect(await leaveNote(room.context, note)).toEqual({ kind: 'done' });
  expect(await query(room.url, 'select text from note where matter_id = $1', [matter.id])).toEqual([
    { text: '去年も同じ場所' },
  ]);
  expect(await resident.matter()).toEqual({ ...matter, revision: matter.revision + 1 });
  expect(await resident.told()).toHaveLength(1);
  expect(await eventsOf(matter)).toMatchObject([{ name: 'noted', actor_id: clerk, detail: {} }]);
  expect(await isUnread(matter, colleague)).toBe(true);
  expect(await isUnread(matter, clerk)).toBe(false);
});

test('whoever takes a new matter opens it, and may lay it down again', async () => {
  const { resident, matter } = await report();
  const order = { staffId: clerk, matterId: matter.id };
  expect(await assign(room.context, { ...order, assigneeId: clerk })).toEqual({ kind: 'done' });
  expect(await resident.matter()).toMatchObject({
    state: 'open',
    assigneeId: clerk,
    waitingSince: matter.waitingSince,
  });
  expect(await assign(room.context, { ...order, assigneeId: null })).toEqual({ kind: 'done' });
  expect(await resident.matter()).toMatchObject({ state: 'open', assigneeId: null });
  expect((await eventsOf(matter)).map(({ detail }) => detail)).toEqual([
    { assignee: clerk },
    { assignee: null },
  ]);
});

test('only supervisors give a matter to others, and only to people of its department', async () => {
  const { resident, matter } = await report();
  const matterId = matter.id;
  const give = (staffId: StaffId, assigneeId: StaffId | null) =>
    assign(room.context, { staffId, matterId, assigneeId });
  expect(await give(clerk, colleague)).toEqual({ kind: 'forbidden' });
  expect(await give(room.chiefId, stranger)).toEqual({ kind: 'forbidden' });
  expect(await give(room.chiefId, colleague)).toEqual({ kind: 'done' });
  expect(await give(clerk, null)).toEqual({ kind: 'forbidden' });
  expect(await resident.matter()).toMatchObject({ assigneeId: colleague });
});
