import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeReasons } from '#src/domain/matter';
import { changeMatter, lockMatter } from '#src/store/matters';
import { openSortingRoom, type SortingRoom } from '#test/support/sorting-room';
import { query } from '#test/support/query';

let room: SortingRoom;
beforeAll(async () => {
  room = await openSortingRoom();
});
afterAll(() => room.close());

const hole = '家の前の道路に大きな穴が開いていて危ないです';
const sameHole = '道路の穴がまた開いて危ないです';
const text = (words: string) => ({ kind: 'text', text: words }) as const;

test('two messages at once, taken by two workers, never open two matters', { timeout: 60_000 }, async () => {
  for (let round = 0; round < 25; round += 1) {
    const resident = room.resident();
    await Promise.all(
      [hole, sameHole].map((words) => room.accept([resident.telling(resident.messageOf(text(words)))])),
    );
    const jobs = room.takeWaiting();
    expect(jobs).toHaveLength(2);
    await Promise.all(
      jobs.flatMap((inboundEventId) => [room.sort({ inboundEventId }), room.sort({ inboundEventId })]),
    );
    await resident.matter();
    const said = (await resident.messages()).filter(({ author }) => author === 'resident');
    expect(said.map((message) => message.text)).toEqual([hole, sameHole]);
    expect(await resident.told()).toHaveLength(1);
  }
});

test('the work of several residents is done at the same time: one who is held up holds up nobody else', async () => {
  const [held, free] = [room.resident(), room.resident()];
  await held.says(hole);
  const { id } = await held.matter();
  await room.accept([held.telling(held.messageOf(text(sameHole)))]);
  await room.accept([free.telling(free.messageOf(text(hole)))]);
  const [first, second] = room.takeWaiting();
  if (first === undefined || second === undefined) throw new Error('two jobs were expected');
  const waiting = await room.store.asWorker(async (tx) => {
    await lockMatter(tx, id);
    const heldUp = room.sort({ inboundEventId: first });
    await room.sort({ inboundEventId: second });
    await free.matter();
    expect((await held.messages()).filter(({ author }) => author === 'resident')).toHaveLength(1);
    return { heldUp };
  });
  await waiting.heldUp;
  expect((await held.messages()).filter(({ author }) => author === 'resident')).toHaveLength(2);
});

test('a message that arrives while a clerk closes its matter finds it closed', async () => {
  const resident = room.resident();
  await resident.says(hole);
  const { id } = await resident.matter();
  room.clock.pass({ minutes: 5 });
  await room.accept([resident.telling(resident.messageOf(text(sameHole)))]);
  const [inboundEventId] = room.takeWaiting();
  if (inboundEventId === undefined) throw new Error('a job was expected');
  const waiting = await room.store.asWorker(async (tx) => {
    await lockMatter(tx, id);
    const sorting = room.sort({ inboundEventId });
    await untilSomebodyWaits();
    await changeMatter(tx, id, {
      state: 'closed',
      closed: { reason: closeReasons[0], at: room.clock.now() },
    });
    return { sorting };
  });
  await waiting.sorting;
  expect(await resident.matter()).toMatchObject({ state: 'open', closedAt: null });
  expect(await room.events({ id })).toEqual(['opened', 'reopened']);
});

test('what was written first is sorted first, whichever arrives first', async () => {
  const resident = room.resident();
  const early = resident.telling(resident.messageOf(text(hole)));
  const late = resident.telling(resident.messageOf(text(sameHole)));
  await room.accept([late]);
  await room.accept([early]);
  await room.sortAll();
  const matter = await resident.matter();
  const said = (await resident.messages()).filter(({ author }) => author === 'resident');
  expect(said.map((message) => message.text)).toEqual([hole, sameHole]);
  expect(matter.lastMessageId).toBe(said[1]?.id);
});

test('an older message that arrives late stands in its place in the thread and is not the last word', async () => {
  const resident = room.resident();
  const at = room.clock.now();
  room.clock.pass({ minutes: 5 });
  await resident.says(hole);
  const before = await resident.matter();
  await resident.says(sameHole, { at });
  const after = await resident.matter();
  expect(after).toMatchObject({ lastMessageId: before.lastMessageId, lastResidentAt: before.lastResidentAt });
  expect((await resident.messages())[0]?.text).toBe(sameHole);
  expect(after.revision).toBeGreaterThan(before.revision);
});

test('a late message does not stand as the last word before an answer of staff that came after it', async () => {
  const resident = room.resident();
  await resident.says(hole);
  room.clock.pass({ minutes: 1 });
  const at = room.clock.now();
  room.clock.pass({ minutes: 1 });
  const lastMessageId = await room.answer(await room.clerk('clerk', 'road'), await resident.matter());
  await resident.says(sameHole, { at });
  expect(await resident.matter()).toMatchObject({ lastMessageId, lastResidentAt: at });
});

test('the same event twice is one message, and so is the same message under two events', async () => {
  const resident = room.resident();
  const told = resident.telling(resident.messageOf(text(hole)));
  await room.accept([told]);
  await room.accept([{ ...told, isRedelivery: true }]);
  await room.accept([{ ...told, eventId: `${told.eventId}-again` }]);
  expect(room.takeWaiting()).toHaveLength(1);
  await room.accept([told, told]);
  expect(room.takeWaiting()).toEqual([]);
});

test('a job that runs twice, or late, changes nothing', async () => {
  const resident = room.resident();
  await room.accept([resident.telling(resident.messageOf(text(hole)))]);
  const [inboundEventId] = room.takeWaiting();
  if (inboundEventId === undefined) throw new Error('a job was expected');
  await room.sort({ inboundEventId });
  const before = [await resident.matter(), await resident.messages(), await resident.told()];
  await room.sort({ inboundEventId });
  expect([await resident.matter(), await resident.messages(), await resident.told()]).toEqual(before);
});

test('events of several residents in one delivery go each to their own', async () => {
  const people = [room.resident(), room.resident(), room.resident()];
  const words = [hole, '公園のブランコが壊れています', 'ゴミの収集日を教えてください'];
  await room.accept(
    people.map((person, index) => person.telling(person.messageOf(text(words[index] ?? '')))),
  );
  await room.sortAll();
  const found = await Promise.all(people.map((person) => person.matter()));
  expect(found.map(({ departmentId }) => departmentId)).toEqual(['road', 'park', 'environment']);
});

async function untilSomebodyWaits(): Promise<void> {
  const waiting = `select from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and pid <> pg_backend_pid()`;
  for (;;) if ((await query(room.url, waiting)).length > 0) return;
}
