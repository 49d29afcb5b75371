import { afterAll, beforeAll, expect, test } from 'vitest';
import { isMessageId } from '#src/domain/ids';
import { dropUpload, keepUpload } from '#src/usecases/keep-upload';
import { retrySend } from '#src/usecases/retry';
import { road, water } from '#test/support/city-hall';
import { layMatter, make, type LaidMatter } from '#test/support/laid-matter';
import { pdf } from '#test/support/papers';
import { query } from '#test/support/query';
import { dumpTables } from '#test/support/table-dump';
import { openWritingDesk, type WritingDesk } from '#test/support/writing-desk';

let desk: WritingDesk;
beforeAll(async () => {
  desk = await openWritingDesk();
});
afterAll(() => desk.close());

const answersIn = async (laid: LaidMatter) =>
  query(
    desk.hall.url,
    `select g.kind, a.id as attachment, om.outbox_id as outbox from message g
      join outbox_message om on om.message_id = g.id join matter_message mm on mm.message_id = g.id
      left join attachment a on a.message_id = g.id
      where mm.matter_id = $1 and g.author = 'staff' order by om.position`,
    [laid.id],
  );

test('words, a photo and a file are one call: the words, then the photo, then the file as a link', async () => {
  const laid = await layMatter(desk.hall.url, road);
  const { work, pushes } = await desk.onLine(laid);
  const uploads = [
    await desk.lay(laid, '工事の図.pdf', pdf),
    await desk.lay(laid, '現場.heic.jpg', desk.photo),
  ];
  expect(await desk.answer(laid, { uploads })).toEqual({ kind: 'done' });
  const said = await answersIn(laid);
  expect(said.map(({ kind }) => kind)).toEqual(['text', 'image', 'file']);
  expect(said.map(({ attachment }) => attachment)).toEqual([null, uploads[1], uploads[0]]);
  await work();
  const [push, ...others] = pushes();
  expect(others).toEqual([]);
  expect(push).toMatchObject({ status: 200, retryKey: said[0]?.['outbox'] });
  const at = 'https://kodama\\.city\\.example/m/[\\w-]{43}';
  expect(push?.body).toMatchObject({
    messages: [
      { type: 'text', text: '図をお送りします。' },
      {
        type: 'image',
        originalContentUrl: expect.stringMatching(new RegExp(`^${at}\\.jpg$`)),
        previewImageUrl: expect.stringMatching(new RegExp(`^${at}-preview\\.jpg$`)),
      },
      {
        type: 'text',
        text: expect.stringMatching(
          new RegExp(`^工事の図\\.pdf（1KB）\n${at}/file\\.pdf\\?openExternalBrowser=1$`),
        ),
      },
    ],
  });
});

test('a photo needs no words', async () => {
  const laid = await layMatter(desk.hall.url, road);
  const uploads = [await desk.lay(laid, '現場.jpg', desk.photo)];
  expect(await desk.answer(laid, { text: '', uploads })).toEqual({ kind: 'done' });
  expect((await answersIn(laid)).map(({ kind }) => kind)).toEqual(['image']);
});

test('the same answer posted twice, even at once, sends its photo once', async () => {
  const laid = await layMatter(desk.hall.url, road);
  const same = { uploads: [await desk.lay(laid, '現場.jpg', desk.photo)], messageId: make(isMessageId) };
  expect(await Promise.all([desk.answer(laid, same), desk.answer(laid, same)])).toEqual([
    { kind: 'done' },
    { kind: 'done' },
  ]);
  expect(await desk.answer(laid, same)).toEqual({ kind: 'done' });
  expect((await answersIn(laid)).map(({ kind }) => kind)).toEqual(['text', 'image']);
});

test('nobody sends what a colleague laid down, what lies beside another matter, or what is behind the wall', async () => {
  const [laid, another] = [await layMatter(desk.hall.url, road), await layMatter(desk.hall.url, road)];
  const theirs = await layMatter(desk.hall.url, water);
  const colleague = await desk.employ('colleague', road);
  const neighbour = await desk.employ('neighbour', water);
  const stranger = await desk.employ('stranger', water);
  const own = await desk.lay(laid, '現場.jpg', desk.photo);
  const others = [
    await desk.lay(laid, '現場.jpg', desk.photo, colleague),
    await desk.lay(another, '現場.jpg', desk.photo),
    await desk.lay(theirs, '現場.jpg', desk.photo, neighbour),
  ];
  const before = await dumpTables(desk.hall.url);
  for (const id of others) {
    expect(await desk.answer(laid, { uploads: [own, id] })).toEqual({ kind: 'not-found' });
    expect(await dropUpload(desk.context, { staffId: stranger, id })).toBe(false);
  }
  const reached = { staffId: desk.clerk, matterId: theirs.id, name: '現場.jpg', bytes: desk.photo };
  expect(await keepUpload(desk.context, desk.world, reached)).toEqual({ kind: 'not-found' });
  expect(await dumpTables(desk.hall.url)).toEqual(before);
  expect(await desk.answer(laid, { uploads: [own] })).toEqual({ kind: 'done' });
});

test('more than one call takes is refused whole: five messages, the words among them', async () => {
  const laid = await layMatter(desk.hall.url, road);
  const uploads = await Promise.all(Array.from({ length: 6 }, () => desk.lay(laid, '図.pdf', pdf)));
  expect(await desk.answer(laid, { text: '', uploads })).toEqual({ kind: 'too-long' });
  expect(await desk.answer(laid, { uploads: uploads.slice(0, 5) })).toEqual({ kind: 'too-long' });
  const long = `${'あ'.repeat(4_999)}。`.repeat(2);
  expect(await desk.answer(laid, { text: long, uploads: uploads.slice(0, 4) })).toEqual({ kind: 'too-long' });
  expect(await answersIn(laid)).toEqual([]);
  expect(await desk.answer(laid, { text: long, uploads: uploads.slice(0, 3) })).toEqual({ kind: 'done' });
});

test('an answer with a photo that is sent again says the same to LINE, under the same key', async () => {
  const laid = await layMatter(desk.hall.url, road);
  const { line, work, pushes } = await desk.onLine(laid);
  const uploads = [await desk.lay(laid, '現場.jpg', desk.photo)];
  const messageId = make(isMessageId);
  await desk.answer(laid, { uploads, messageId });
  line.faults.plan({ kind: 'monthly-limit' }, { endpoint: 'push' });
  await work();
  expect(await retrySend(desk.context, { staffId: desk.clerk, messageId })).toEqual({ kind: 'done' });
  await work();
  const [first, second] = pushes();
  expect(second).toMatchObject({ status: 200, retryKey: first?.retryKey, body: first?.body });
});
