import { afterAll, beforeAll, expect, test } from 'vitest';
import { query } from '#test/support/query';
import { openSortingRoom, type SortingRoom } from '#test/support/sorting-room';

let room: SortingRoom;
beforeAll(async () => {
  room = await openSortingRoom();
});
afterAll(() => room.close());

const hole = '家の前の道路に大きな穴が開いていて危ないです';
const vague = '車のことで相談があります';
const photo = { kind: 'image' } as const;
const hint = () => room.city.templates.urgentHint;

test('a photo alone opens a matter that asks what it is about, and the words that follow route it', async () => {
  const resident = room.resident();
  await resident.sends(photo);
  const asked = await resident.matter();
  expect(asked).toMatchObject({ state: 'sorting', categoryId: null });
  const [question] = await resident.told();
  expect(question?.texts).toEqual([
    `受け取りました。\n受付番号　${asked.number}\nどのようなご用件か、文字か下のボタンで教えてください。\n${hint()}`,
  ]);
  expect(question?.choices.length).toBeGreaterThan(0);
  room.clock.pass({ minutes: 25 });
  await resident.says(hole);
  const matter = await resident.matter();
  expect(matter).toMatchObject({
    id: asked.id,
    state: 'new',
    departmentId: 'road',
    categoryId: 'road-damage',
  });
  expect((await resident.told())[1]?.texts[0]).toContain('道路の傷みについて受け付けました。');
  expect((await resident.messages()).filter(({ author }) => author === 'resident')).toMatchObject([
    { kind: 'image', matterIds: [asked.id] },
    { kind: 'text', matterIds: [asked.id] },
  ]);
});

test('unclear words after a photo are received, with the likeliest subjects to choose from', async () => {
  const resident = room.resident();
  await resident.sends(photo);
  await resident.says(vague);
  expect(await resident.matter()).toMatchObject({ state: 'sorting' });
  const told = await resident.told();
  expect(told).toHaveLength(2);
  expect(told[1]?.texts[0]).toContain('担当の課を確かめています。決まったらお知らせします。');
  expect(told[1]?.choices).toHaveLength(4);
  await resident.says('よく見てください、左のほうです');
  expect(await resident.told()).toHaveLength(2);
});

test('a place joins the matter and is acknowledged', async () => {
  const resident = room.resident();
  await resident.says(hole);
  await resident.sends({ kind: 'place', latitude: 33.3, longitude: 130.5, title: null, address: null });
  const matter = await resident.matter();
  expect((await resident.told())[1]?.texts).toEqual([
    `受け取りました。\n受付番号　${matter.number} に加えました。`,
  ]);
  expect(await room.events(matter)).toEqual(['opened', 'message']);
});

test('pictures sent together are acknowledged once', async () => {
  const resident = room.resident();
  await resident.says(hole);
  for (const index of [1, 2, 3]) await resident.sends(photo, { imageSet: { id: 'set', index, total: 3 } });
  expect(await resident.told()).toHaveLength(2);
  expect((await resident.messages()).filter(({ kind }) => kind === 'image')).toHaveLength(3);
});

test('pictures sent together that open a matter are asked about once', async () => {
  const resident = room.resident();
  for (const index of [1, 2, 3]) await resident.sends(photo, { imageSet: { id: 'set', index, total: 3 } });
  await resident.matter();
  expect(await resident.told()).toHaveLength(1);
});

test('each photo, sound and file is fetched, words are not', async () => {
  const resident = room.resident();
  room.nudges.splice(0);
  await resident.says(hole);
  for (const kind of ['image', 'video', 'audio'] as const) await resident.sends({ kind });
  await resident.sends({ kind: 'file', fileName: '申請書.pdf' });
  expect(room.nudges.filter(({ name }) => name === 'media.fetch')).toHaveLength(4);
  const rows = await query(
    room.url,
    'select a.kind, a.file_name from attachment a join message g on g.id = a.message_id join thread t on t.id = g.thread_id where t.address = $1 order by a.id',
    [resident.address],
  );
  expect(rows).toMatchObject([
    { kind: 'image', file_name: null },
    { kind: 'video', file_name: null },
    { kind: 'audio', file_name: null },
    { kind: 'file', file_name: '申請書.pdf' },
  ]);
});

test('a small picture after a photo says nothing yet: the words that follow are still received', async () => {
  const resident = room.resident();
  await resident.sends(photo);
  const marks = [{ kind: 'emoji', index: 0, length: 6 }] as const;
  await resident.sends({ kind: 'text', text: '(moon)', marks });
  expect(await resident.told()).toHaveLength(1);
  await resident.says(vague);
  expect((await resident.told())[1]?.texts[0]).toContain('担当の課を確かめています。');
});
