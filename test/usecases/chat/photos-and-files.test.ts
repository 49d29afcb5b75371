import { afterAll, beforeAll, expect, test } from 'vitest';
import { isAttachmentId, isMessageId } from '#src/domain/ids';
import { readAttachment } from '#src/store/media';
import { keepUpload } from '#src/usecases/keep-upload';
import { reply } from '#src/usecases/reply';
import { asItComes } from '#test/support/as-it-comes';
import { make } from '#test/support/laid-matter';
import { openChatRoom } from '#test/support/chat-room';
import { openSortingRoom, type SortingRoom } from '#test/support/sorting-room';
import { query } from '#test/support/query';

let room: SortingRoom;
beforeAll(async () => void (room = await openSortingRoom()), 60_000);
afterAll(() => room.close());

const tenDays = 10 * 86_400;
const pothole = '家の前の道路に大きな穴があいていて車が通れません';

test('pictures and files of staff arrive in the talk, and what the resident may open is theirs', async () => {
  const chat = await openChatRoom(room);
  const one = chat.resident();
  await one.says(pothole);
  const { id, department, revision } = await one.matter();
  const staffId = await room.clerk(`sends-${department}`, department);
  const lay = async (name: string, head: string) => {
    const bytes = Buffer.from(`${head}…`, 'latin1');
    const world = { media: chat.media, pictures: asItComes };
    const kept = await keepUpload(room.context, world, { staffId, matterId: id, name, bytes });
    if (kept.kind !== 'kept') throw new Error(`${name} was not kept: ${kept.kind}`);
    return kept.upload.id;
  };
  const uploads = [await lay('図面.jpg', '\xff\xd8\xff'), await lay('申請書.pdf', '%PDF-1.7')];
  const outcome = await reply(room.context, {
    staffId,
    matterId: id,
    messageId: make(isMessageId),
    text: '図面と申請書です。',
    uploads,
    asksBack: false,
    revision,
    overStale: false,
  });
  expect(outcome.kind).toBe('done');
  await chat.work();
  expect((await one.sees()).slice(2)).toEqual(['staff: 図面と申請書です。', 'staff: image', 'staff: file']);
  const { attachments } = await one.read();
  expect(attachments).toMatchObject([
    { kind: 'image', state: 'stored' },
    { kind: 'file', state: 'stored', fileName: '申請書.pdf' },
  ]);
  const seen = (talk: typeof one.talk) =>
    room.store.asResident(talk, (tx) => readAttachment(tx, uploads[0] ?? make(isAttachmentId)));
  expect((await seen(one.talk))?.previewId).toEqual(expect.any(String));
  expect(await seen(chat.resident().talk)).toBeNull();
  // The page needs no address that is good without a session.
  expect(await query(room.url, 'select from attachment where public_token is not null')).toEqual([]);
});

test('a photo is fetched into the matter, and what waited for it is removed', async () => {
  const chat = await openChatRoom(room);
  const one = chat.resident();
  await one.says(pothole);
  await one.shows(Buffer.from('a photo'));
  // A fetch is due by the database's own clock, which is ahead of ours here.
  await chat.pass(tenDays);
  const { attachments } = await one.read();
  expect(attachments).toMatchObject([{ kind: 'image', state: 'stored', mime: 'image/jpeg', bytes: '7' }]);
  expect(await chat.mediaFiles()).toBe(2);
  expect(await chat.sweep()).toBe(1);
  expect(await chat.mediaFiles()).toBe(1);
  expect(await query(room.url, 'select from chat_photo')).toEqual([]);
});

test('what is taken back is found nowhere: not its words, not its photo, not what waited for it', async () => {
  const chat = await openChatRoom(room);
  const one = chat.resident();
  await one.says(pothole);
  const words = await one.says('秘密の言葉です');
  const photo = await one.shows(Buffer.from('a secret photo'));
  await chat.pass(tenDays);
  const another = await one.shows(Buffer.from('another'));
  expect(await chat.mediaFiles()).toBe(4);
  expect(await one.takesBack(another)).toBe(true);
  expect(await one.takesBack(words)).toBe(true);
  expect(await one.takesBack(photo)).toBe(true);
  await chat.pass(300);
  await chat.pass(300);
  await chat.sweep();
  expect(await chat.mediaFiles()).toBe(0);
  for (const table of ['message', 'inbound_event', 'classification']) {
    const rows = await query(room.url, `select from ${table} r where r::text like '%秘密%'`);
    expect([table, rows]).toEqual([table, []]);
  }
  expect((await one.sees()).filter((line) => line === 'resident: —')).toHaveLength(3);
});
