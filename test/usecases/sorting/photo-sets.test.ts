import { afterAll, beforeAll, expect, test } from 'vitest';
import { close } from '#src/usecases/close';
import { openSortingRoom, type SortingRoom } from '#test/support/sorting-room';

let room: SortingRoom;
beforeAll(async () => {
  room = await openSortingRoom();
});
afterAll(() => room.close());

const hole = '家の前の道路に大きな穴が開いていて危ないです';
const photo = { kind: 'image' } as const;
const orders = [
  [1, 2, 3],
  [3, 2, 1],
  [2, 3],
];

test.each(orders)('photos %s of a set of three are received with one answer', async (...order) => {
  const resident = room.resident();
  await resident.says(hole);
  for (const index of order) await resident.sends(photo, { imageSet: { id: 'a', index, total: 3 } });
  const matter = await resident.matter();
  expect((await resident.told()).map(({ texts }) => texts).slice(1)).toEqual([
    [`受け取りました。\n受付番号　${matter.number} に加えました。`],
  ]);
});

test.each(orders)('photos %s of a set that open a matter are asked about once', async (...order) => {
  const resident = room.resident();
  for (const index of order) await resident.sends(photo, { imageSet: { id: 'b', index, total: 3 } });
  await resident.matter();
  expect(await resident.told()).toHaveLength(1);
});

test('a set goes into one matter, whatever the resident writes between its photos', async () => {
  const resident = room.resident();
  await resident.sends(photo, { imageSet: { id: 'c', index: 1, total: 2 } });
  const first = await resident.matter();
  await resident.says(hole);
  room.clock.pass({ minutes: 45 });
  await resident.says('公園のすべり台がこわれています');
  expect(await resident.matters()).toHaveLength(2);
  await resident.sends(photo, { imageSet: { id: 'c', index: 2, total: 2 } });
  const photos = (await resident.messages()).filter(({ kind }) => kind === 'image');
  expect(photos.map(({ matterIds }) => matterIds)).toEqual([[first.id], [first.id]]);
});

test('the rest of a set does not open again what was closed meanwhile', async () => {
  const resident = room.resident();
  const staffId = await room.clerk('closer', 'road');
  await resident.says(hole);
  await resident.sends(photo, { imageSet: { id: 'd', index: 1, total: 2 } });
  const { id: matterId } = await resident.matter();
  await close(room.context, { staffId, matterId, reason: 'solved' });
  const told = (await resident.told()).length;
  await resident.sends(photo, { imageSet: { id: 'd', index: 2, total: 2 } });
  expect(await resident.matter()).toMatchObject({ state: 'closed' });
  expect(await resident.told()).toHaveLength(told);
});

test('the first photo taken back before it was seen leaves the answer to the second', async () => {
  const resident = room.resident();
  await resident.says(hole);
  const first = resident.messageOf(photo, { imageSet: { id: 'e', index: 1, total: 2 } });
  await resident.does({ kind: 'unsend', messageExternalId: first.messageExternalId });
  await resident.does(first);
  await resident.sends(photo, { imageSet: { id: 'e', index: 2, total: 2 } });
  expect(await resident.told()).toHaveLength(2);
});

test('a set of the same name of somebody else is another set', async () => {
  const [one, other] = [room.resident(), room.resident()];
  for (const resident of [one, other]) {
    await resident.says(hole);
    await resident.sends(photo, { imageSet: { id: 'f', index: 1, total: 2 } });
    expect(await resident.told()).toHaveLength(2);
  }
});
