import { afterAll, beforeAll, expect, test } from 'vitest';
import { listSetAsideForOperator } from '#src/store/set-aside';
import { replayAll, replayByHand, replayEvent } from '#src/usecases/replay';
import { openSortingRoom, type SortingRoom } from '#test/support/sorting-room';
import { query } from '#test/support/query';

let room: SortingRoom;
beforeAll(async () => {
  room = await openSortingRoom();
});
afterAll(() => room.close());

const hole = '家の前の道路に大きな穴が開いていて危ないです';
const more = '道路の穴の場所は橋のたもとです';
const last = '道路の穴はまだふさがっていません';
const text = (words: string) => ({ kind: 'text', text: words }) as const;

/** As a worker leaves an event on which it failed too often. */
const setAside = (eventId: string) =>
  query(
    room.url,
    `update inbound_event set state = 'set-aside', tries = 3, set_aside_at = $2, fault = 'RangeError' where id = $1`,
    [eventId, room.clock.now()],
  );

/** Three messages of one resident, of which the middle one is set aside and the others are sorted. */
const leaveOut = async () => {
  const resident = room.resident();
  await resident.says(hole);
  await room.accept([resident.telling(resident.messageOf(text(more)))]);
  const [middle] = room.takeWaiting();
  if (middle === undefined) throw new Error('a job was expected');
  await setAside(middle);
  await resident.says(last);
  const said = async () =>
    (await resident.messages()).filter(({ author }) => author === 'resident').map(({ text: words }) => words);
  expect(await said()).toEqual([hole, last]);
  return { resident, middle, said };
};

test('an event that is replayed takes its place by the time it happened, in the matter it belongs to', async () => {
  const { resident, middle, said } = await leaveOut();
  room.clock.pass({ hours: 3 });
  expect(await replayEvent(room.context, room.chiefId, middle)).toBe(true);
  await room.sortAll();
  expect(await said()).toEqual([hole, more, last]);
  const matter = await resident.matter();
  expect(
    (await resident.messages())
      .filter(({ author }) => author === 'resident')
      .map(({ matterIds }) => matterIds),
  ).toEqual([[matter.id], [matter.id], [matter.id]]);
  expect(matter.lastResidentAt.getTime()).toBeLessThan(room.clock.now().getTime() - 3_600_000);
  expect(await replayEvent(room.context, room.chiefId, middle)).toBe(false);
});

test('all that lies aside is replayed at once, each resident’s in their own order', async () => {
  const both = [await leaveOut(), await leaveOut()];
  expect(await replayAll(room.context, room.chiefId)).toBe(2);
  await room.sortAll();
  for (const { said } of both) expect(await said()).toEqual([hole, more, last]);
});

test('from the command line the rows are laid before the relay, and the audit names no one', async () => {
  const { middle, said } = await leaveOut();
  const aside = await room.store.asWorker(listSetAsideForOperator);
  expect(aside.map(({ id, fault, kind, tries }) => [id, fault, kind, tries])).toEqual([
    [middle, 'RangeError', 'message', 3],
  ]);
  expect(await replayByHand(room.context, [middle])).toEqual([middle]);
  expect(await replayByHand(room.context, [middle])).toEqual([]);
  expect(room.takeWaiting()).toEqual([]);
  await room.sort({ inboundEventId: middle });
  expect(await said()).toEqual([hole, more, last]);
  const acts = await query(room.url, `select actor_id, action from audit where subject = $1`, [middle]);
  expect(acts).toEqual([{ actor_id: null, action: 'event-replayed' }]);
});

test('a message that the resident took back while it lay aside leaves no words when it is replayed', async () => {
  const { resident, middle, said } = await leaveOut();
  const [row] = await query(room.url, 'select message_external_id as id from inbound_event where id = $1', [
    middle,
  ]);
  await resident.does({ kind: 'unsend', messageExternalId: String(row?.['id']) });
  await replayEvent(room.context, room.chiefId, middle);
  await room.sortAll();
  expect(await said()).not.toContain(more);
  expect(
    await query(room.url, `select from inbound_event where body::text like '%' || $1 || '%' and id = $2`, [
      more,
      middle,
    ]),
  ).toEqual([]);
});
