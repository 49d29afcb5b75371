import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Happening } from '#src/domain/inbound';
import { query } from '#test/support/query';
import { openSortingRoom, type SortingRoom } from '#test/support/sorting-room';
import { tablesWith } from '#test/support/tables-with';

let room: SortingRoom;
beforeAll(async () => {
  room = await openSortingRoom();
});
afterAll(() => room.close());

const hole = '家の前の道路に大きな穴が開いていて危ないです';

const editOf = (messageExternalId: string, text: string): Happening => ({
  kind: 'edit',
  messageExternalId,
  content: { kind: 'text', text },
  quoteToken: null,
});

const said = async (resident: ReturnType<SortingRoom['resident']>) =>
  (await resident.messages()).filter(({ author }) => author === 'resident').map(({ text }) => text);

test('edited words stand in the place of the old, of which nothing is left anywhere', async () => {
  const resident = room.resident();
  const id = await resident.says(`${hole}、合言葉はみかん`);
  const before = await resident.matter();
  await resident.does(editOf(id, '道路の穴は二つです'));
  expect(await said(resident)).toEqual(['道路の穴は二つです']);
  expect(await tablesWith(room.url, 'みかん')).toEqual([]);
  expect(await query(room.url, 'select from classification where matter_id = $1', [before.id])).toEqual([]);
  const after = await resident.matter();
  expect(after).toMatchObject({ state: before.state, departmentId: before.departmentId });
  expect(after.revision).toBeGreaterThan(before.revision);
  expect(await room.events(before)).toEqual(['opened', 'edited']);
  expect(await resident.told()).toHaveLength(1);
});

test('of several edits the latest holds, in whatever order they come', async () => {
  const resident = room.resident();
  const id = await resident.says(hole);
  const [early, late] = [room.clock.now(), new Date(room.clock.now().getTime() + 60_000)];
  await resident.does(editOf(id, '最後に書き直した言葉'), late);
  await resident.does(editOf(id, '途中で書き直した言葉'), early);
  expect(await said(resident)).toEqual(['最後に書き直した言葉']);
  expect(await tablesWith(room.url, '途中で書き直した')).toEqual([]);
  expect(await room.events(await resident.matter())).toEqual(['opened', 'edited']);
});

test('an edit that overtakes its message waits for it, and the matter is opened on the new words', async () => {
  const resident = room.resident();
  const written = room.clock.now();
  const message = resident.messageOf({ kind: 'text', text: 'りんごのことで' });
  const id = message.messageExternalId;
  await resident.does(editOf(id, 'ぶどうのことで'));
  await resident.does(editOf(id, hole));
  expect(await resident.matters()).toEqual([]);
  await resident.does(message, written);
  expect(await resident.matter()).toMatchObject({ departmentId: 'road', state: 'new' });
  expect(await said(resident)).toEqual([hole]);
  expect(await tablesWith(room.url, 'りんごのことで')).toEqual([]);
  expect(await tablesWith(room.url, 'ぶどうのことで')).toEqual([]);
  const [row] = await query(room.url, 'select edited_at from message where external_id = $1', [id]);
  expect(row?.['edited_at']).toBeInstanceOf(Date);
});

test('an edit of what was taken back brings no words back, whichever comes first', async () => {
  const resident = room.resident();
  const id = await resident.says(hole);
  await resident.does({ kind: 'unsend', messageExternalId: id });
  await resident.does(editOf(id, '合言葉はもも'));
  await resident.does(editOf('never-came', '合言葉はかき'));
  await resident.does({ kind: 'unsend', messageExternalId: 'never-came' });
  await resident.does({ kind: 'unsend', messageExternalId: 'never-said' });
  await resident.does(editOf('never-said', '合言葉はびわ'));
  for (const word of ['もも', 'かき', 'びわ'])
    expect(await tablesWith(room.url, `合言葉は${word}`)).toEqual([]);
  expect(await said(resident)).toEqual([null]);
});

test('nobody edits the words of another, or of the city', async () => {
  const [resident, other] = [room.resident(), room.resident()];
  const id = await resident.says(hole);
  await other.does(editOf(id, 'いたずら'));
  expect(await said(resident)).toEqual([hole]);
  expect(await tablesWith(room.url, 'いたずら')).toEqual([]);
});
