import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StaffId } from '#src/domain/ids';
import type { CloseReason } from '#src/domain/matter';
import { close } from '#src/usecases/close';
import { transfer } from '#src/usecases/transfer';
import { assign } from '#src/usecases/assign';
import { departmentKey, openSortingRoom, type MatterRow, type SortingRoom } from '#test/support/sorting-room';
import { query } from '#test/support/query';

let room: SortingRoom;
let clerk: StaffId;
beforeAll(async () => {
  room = await openSortingRoom();
  clerk = await room.clerk('clerk', 'road', 'park', 'sorting');
});
afterAll(() => room.close());

const hole = '家の前の道路に大きな穴が開いていて危ないです';
const sameHole = '道路の穴がまた開いて危ないです';
const swing = '公園のブランコが壊れています';
const vague = '左のほうです';

const answer = (matter: MatterRow, asksBack: boolean) => room.answer(clerk, matter, { asksBack });
const end = async ({ id: matterId }: MatterRow, reason: CloseReason = 'solved'): Promise<void> => {
  room.clock.pass({ seconds: 1 });
  expect((await close(room.context, { staffId: clerk, matterId, reason })).kind).toBe('done');
};
/** What the machine said, newest last. */
const saidLast = async (resident: ReturnType<SortingRoom['resident']>): Promise<string> =>
  (await resident.told()).at(-1)?.texts.at(-1) ?? '';

test('two subjects of one resident are two matters, and each keeps its own words', async () => {
  const resident = room.resident();
  await resident.says(hole);
  await resident.says(swing);
  await resident.says(sameHole);
  const [first, second, ...others] = await resident.matters();
  expect(others).toEqual([]);
  expect([first?.departmentId, second?.departmentId]).toEqual(['road', 'park']);
  const said = (await resident.messages()).filter(({ author }) => author === 'resident');
  expect(said.map(({ matterIds }) => matterIds)).toEqual([[first?.id], [second?.id], [first?.id]]);
});

test('words that join an open matter are left to people: the machine says nothing', async () => {
  const resident = room.resident();
  await resident.says(hole);
  await resident.says(sameHole);
  expect(await resident.told()).toHaveLength(1);
});

test('a yes to a question makes the matter wait for the city again, with a new day to answer by', async () => {
  const resident = room.resident();
  await resident.says(hole);
  await answer(await resident.matter(), true);
  const asked = await resident.matter();
  expect(asked).toMatchObject({ state: 'waiting', waitingSince: null });
  room.clock.pass({ days: 1 });
  await resident.says('はい');
  const answered = await resident.matter();
  expect(answered).toMatchObject({ state: 'open', waitingSince: room.clock.now(), assigneeId: clerk });
  expect(answered.replyBy?.getTime()).toBeGreaterThan(asked.replyBy?.getTime() ?? Infinity);
});

test('a vague answer to staff belongs to their question though the resident first wrote days ago', async () => {
  const resident = room.resident();
  await resident.says(hole);
  room.clock.pass({ days: 2 });
  await answer(await resident.matter(), false);
  room.clock.pass({ minutes: 20 });
  await resident.says(vague);
  expect(await resident.matter()).toMatchObject({ state: 'open', waitingSince: room.clock.now() });
});

test('the first wait is kept while the resident adds more', async () => {
  const resident = room.resident();
  await resident.says(hole);
  const { waitingSince, replyBy } = await resident.matter();
  room.clock.pass({ minutes: 10 });
  await resident.says(sameHole);
  expect(await resident.matter()).toMatchObject({ waitingSince, replyBy });
});

test('words of the same thing within seven days reopen a matter, and the resident hears its number again', async () => {
  const resident = room.resident();
  await resident.says(hole);
  await answer(await resident.matter(), false);
  await end(await resident.matter());
  room.clock.pass({ days: 6 });
  await resident.says(sameHole);
  const matter = await resident.matter();
  expect(matter).toMatchObject({
    state: 'open',
    closedAt: null,
    waitingSince: room.clock.now(),
    assigneeId: clerk,
  });
  expect(matter.replyBy?.getTime()).toBeGreaterThan(room.clock.now().getTime());
  expect(await saidLast(resident)).toBe(
    `前のご用件の続きとして受け付けました。\n受付番号　${matter.number}\n担当　道路と川の課\n${room.city.templates.urgentHint}`,
  );
  expect(await room.events(matter)).toEqual(['opened', 'answered', 'closed', 'reopened']);
});

test('after seven days the same words open a new matter', async () => {
  const resident = room.resident();
  await resident.says(hole);
  await end(await resident.matter());
  room.clock.pass({ days: 7, minutes: 1 });
  await resident.says(hole);
  expect((await resident.matters()).map(({ state }) => state)).toEqual(['closed', 'new']);
});

test('another subject after the closing opens a new matter', async () => {
  const resident = room.resident();
  await resident.says(hole);
  await end(await resident.matter());
  await resident.says(swing);
  expect((await resident.matters()).map(({ state }) => state)).toEqual(['closed', 'new']);
});

test('a message written within the days reopens though the platform delivers it after them', async () => {
  const resident = room.resident();
  await resident.says(hole);
  await end(await resident.matter());
  room.clock.pass({ days: 6 });
  const at = room.clock.now();
  room.clock.pass({ days: 2 });
  await resident.says(sameHole, { at });
  expect((await resident.matter()).state).toBe('open');
});

test('a quote reopens its matter whatever the words are, also when it quotes the city', async () => {
  const resident = room.resident();
  const quotes = await resident.says(hole);
  await end(await resident.matter());
  await resident.says(swing, { quotes });
  expect((await resident.matter()).state).toBe('open');

  const messageId = await answer(await resident.matter(), false);
  await query(room.url, `update message set external_id = 'of-the-city' where id = $1`, [messageId]);
  await end(await resident.matter());
  room.clock.pass({ days: 3 });
  await resident.says(vague, { quotes: 'of-the-city' });
  expect((await resident.matter()).state).toBe('open');
});

test('a thanks after the closing is kept with the matter and leaves it closed', async () => {
  const resident = room.resident();
  await resident.says(hole);
  await end(await resident.matter());
  const before = await resident.told();
  await resident.says('ありがとうございました');
  expect(await resident.matter()).toMatchObject({ state: 'closed', waitingSince: null });
  expect(
    (await resident.messages()).find(({ text }) => text === 'ありがとうございました')?.matterIds,
  ).toHaveLength(1);
  expect(await resident.told()).toEqual(before);
});

test('urgent words bring their guidance before the receipt, in one call, and mark the matter', async () => {
  const resident = room.resident();
  await resident.says('火事です！人が倒れています。意識がありません');
  expect(await resident.matter()).toMatchObject({ isUrgent: true });
  const guidance = (id: string) => room.city.urgent.find((rule) => rule.id === id)?.guidance;
  const [told, ...others] = await resident.told();
  expect(others).toEqual([]);
  expect(told?.route).toBe('reply');
  expect(told?.texts.slice(0, 2)).toEqual([guidance('fire'), guidance('ambulance')]);
  expect(told?.texts[2]).toMatch(/受付番号/);
});

test('urgent words in an open matter bring their guidance and mark it', async () => {
  const resident = room.resident();
  await resident.says(hole);
  await resident.says('道路の穴に落ちて、人が倒れて意識がありません');
  expect((await resident.matters()).some(({ isUrgent }) => isUrgent)).toBe(true);
  expect((await resident.told())[1]?.texts[0]).toBe(
    room.city.urgent.find(({ id }) => id === 'ambulance')?.guidance,
  );
});

test('however many urgent rules a message meets, every guidance and the receipt reach the resident in one call', async () => {
  const resident = room.resident();
  const { urgent } = room.city;
  await resident.says(urgent.map(({ words }) => words[0]).join('。'));
  const [told] = await resident.told();
  expect(told?.texts.length).toBeLessThanOrEqual(5);
  for (const { guidance } of urgent) expect(told?.texts.join('\n')).toContain(guidance);
  expect(told?.texts.at(-1)).toMatch(/受付番号/);
});

test('a matter that staff sent to the sorting desk is not sent back by the machine', async () => {
  const resident = room.resident();
  await resident.says(hole);
  const { id: matterId } = await resident.matter();
  await transfer(room.context, { staffId: clerk, matterId, to: departmentKey('sorting') });
  await resident.says(sameHole);
  expect(await resident.matter()).toMatchObject({ state: 'sorting', departmentId: 'sorting' });
});

test('a matter that somebody on the sorting desk has taken is not moved by what the resident adds', async () => {
  const resident = room.resident();
  await resident.says(vague);
  const { id: matterId } = await resident.matter();
  await assign(room.context, { staffId: clerk, matterId, assigneeId: clerk });
  await resident.says(hole);
  expect(await resident.matter()).toMatchObject({ state: 'sorting', assigneeId: clerk });
});

test("the resident's own choice takes a matter from the sorting desk and from whoever had it there", async () => {
  const resident = room.resident();
  await resident.says(vague);
  const { id: matterId } = await resident.matter();
  await assign(room.context, { staffId: clerk, matterId, assigneeId: clerk });
  const data = (await resident.told())[0]?.choices.find(({ label }) => label === '公園')?.data ?? '';
  await resident.does({ kind: 'postback', data, replyToken: null });
  expect(await resident.matter()).toMatchObject({ state: 'new', departmentId: 'park', assigneeId: null });
});
