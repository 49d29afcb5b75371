import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSortingRoom, type SortingRoom } from '#test/support/sorting-room';
import { query } from '#test/support/query';
import { tablesWith } from '#test/support/tables-with';

let room: SortingRoom;
beforeAll(async () => {
  room = await openSortingRoom();
});
afterAll(() => room.close());

const secret = '家の前の道路に大きな穴が開いていて、合言葉はみかんです';

test('words that are taken back are found nowhere; their place in the thread and the matter remain', async () => {
  const resident = room.resident();
  const messageExternalId = await resident.says(secret);
  const before = await resident.matter();
  expect(await tablesWith(room.url, 'みかん')).toEqual(['public.message']);
  expect(await query(room.url, 'select from classification where matter_id = $1', [before.id])).toHaveLength(
    1,
  );
  await resident.does({ kind: 'unsend', messageExternalId });
  expect(await tablesWith(room.url, 'みかん')).toEqual([]);
  expect(await query(room.url, 'select from classification where matter_id = $1', [before.id])).toEqual([]);
  const after = await resident.matter();
  expect(after).toMatchObject({ state: 'new', departmentId: 'road' });
  expect(after.revision).toBeGreaterThan(before.revision);
  expect((await resident.messages())[0]).toMatchObject({
    text: null,
    isTakenBack: true,
    matterIds: [before.id],
  });
  expect(await room.events(before)).toEqual(['opened', 'taken-back']);
});

test('a photo and the name of a file go with their message', async () => {
  const resident = room.resident();
  const messageExternalId = await resident.sends({ kind: 'file', fileName: 'ぶどう.pdf' });
  room.nudges.splice(0);
  await resident.does({ kind: 'unsend', messageExternalId });
  expect(await tablesWith(room.url, 'ぶどう')).toEqual([]);
  const rows = await query(
    room.url,
    'select a.id, a.state from attachment a join message g on g.id = a.message_id where g.external_id = $1',
    [messageExternalId],
  );
  expect(rows).toMatchObject([{ state: 'erasing' }]);
  expect(room.nudges).toContainEqual({ name: 'media.fetch', data: { attachmentId: rows[0]?.['id'] } });
});

test('words taken back before we sorted them open nothing, say nothing and stay nowhere', async () => {
  const resident = room.resident();
  const message = resident.messageOf({ kind: 'text', text: `${secret}もも` });
  await room.accept([resident.telling({ kind: 'unsend', messageExternalId: message.messageExternalId })]);
  await room.sortAll();
  await room.accept([resident.telling(message)]);
  await room.sortAll();
  expect(await resident.matters()).toEqual([]);
  expect(await resident.told()).toEqual([]);
  expect(await resident.messages()).toMatchObject([{ text: null, isTakenBack: true, matterIds: [] }]);
  expect(await tablesWith(room.url, 'もも')).toEqual([]);
});

test('words and their take-back that wait together are treated like that too', async () => {
  const resident = room.resident();
  const message = resident.messageOf({ kind: 'text', text: `${secret}なし` });
  await room.accept([
    resident.telling(message),
    resident.telling({ kind: 'unsend', messageExternalId: message.messageExternalId }),
  ]);
  await room.sortAll();
  expect(await resident.matters()).toEqual([]);
  expect(await tablesWith(room.url, 'なし')).toEqual([]);
});

test('a message that is taken back is not delivered again by a redelivery', async () => {
  const resident = room.resident();
  const told = resident.telling(
    resident.messageOf({ kind: 'text', text: `${secret}かき` }, { id: 'persimmon' }),
  );
  await room.accept([told]);
  await room.sortAll();
  await resident.does({ kind: 'unsend', messageExternalId: 'persimmon' });
  await room.accept([{ ...told, isRedelivery: true }]);
  await room.accept([{ ...told, eventId: 'another', isRedelivery: true }]);
  await room.sortAll();
  expect(await tablesWith(room.url, 'かき')).toEqual([]);
  expect(await resident.messages()).toHaveLength(2);
});

test('what others wrote and what the resident wrote besides is left alone', async () => {
  const [resident, other] = [room.resident(), room.resident()];
  const messageExternalId = await resident.says('道路に穴があいています。');
  await resident.says('道路の穴は橋のそばです。');
  await other.says('公園のすべり台がこわれています');
  await resident.does({ kind: 'unsend', messageExternalId });
  await other.does({ kind: 'unsend', messageExternalId: 'never-seen' });
  const texts = [...(await resident.messages()), ...(await other.messages())]
    .filter(({ author }) => author === 'resident')
    .map(({ text }) => text);
  expect(texts).toEqual([null, '道路の穴は橋のそばです。', '公園のすべり台がこわれています']);
});
