import { afterAll, beforeAll, expect, test } from 'vitest';
import { isMessageId } from '#src/domain/ids';
import { buryMessage } from '#src/store/messages';
import { dropUpload, keepUpload } from '#src/usecases/keep-upload';
import { road } from '#test/support/city-hall';
import { layMatter, make } from '#test/support/laid-matter';
import { pdf } from '#test/support/papers';
import { query } from '#test/support/query';
import { openWritingDesk, type WritingDesk } from '#test/support/writing-desk';
import { relayOnce } from '#workers/relay';

let desk: WritingDesk;
beforeAll(async () => {
  desk = await openWritingDesk();
});
afterAll(() => desk.close());

test('what was laid down and never sent is removed after a day, and at once when it is taken away', async () => {
  const laid = await layMatter(desk.hall.url, road);
  const before = await desk.filesLeft();
  const forgotten = await desk.lay(laid, '現場.jpg', desk.photo);
  const sent = await desk.lay(laid, '図.pdf', pdf);
  const dropped = await desk.lay(laid, '現場.jpg', desk.photo);
  expect(await desk.filesLeft()).toBe(before + 5);
  await desk.answer(laid, { uploads: [sent] });

  await desk.settle(forgotten);
  expect(await desk.filesLeft()).toBe(before + 5);
  expect(await dropUpload(desk.context, { staffId: desk.clerk, id: dropped })).toBe(true);
  expect(desk.nudges.at(-1)).toEqual({ name: 'media.fetch', data: { attachmentId: dropped } });
  await desk.settle(dropped);
  await desk.settle(dropped);
  expect(await desk.filesLeft()).toBe(before + 3);
  expect(await desk.answer(laid, { uploads: [dropped] })).toEqual({ kind: 'not-found' });

  desk.hall.clock.pass({ hours: 25 });
  desk.nudges.splice(0);
  await relayOnce(desk.context);
  expect(desk.nudges).toContainEqual({ name: 'media.fetch', data: { attachmentId: forgotten } });
  expect(desk.nudges).not.toContainEqual({ name: 'media.fetch', data: { attachmentId: sent } });
  await desk.settle(forgotten);
  await desk.settle(sent);
  expect(await desk.filesLeft()).toBe(before + 1);
  expect(await query(desk.hall.url, 'select from upload where matter_id = $1', [laid.id])).toEqual([]);
});

test('a disk that cannot take it leaves nothing that an answer could send', async () => {
  const laid = await layMatter(desk.hall.url, road);
  const full = { ...desk.world.media, put: () => Promise.reject(new Error('no space left on device')) };
  const down = { staffId: desk.clerk, matterId: laid.id, name: '図.pdf', bytes: pdf };
  await expect(
    keepUpload(desk.context, { media: full, pictures: desk.world.pictures }, down),
  ).rejects.toThrow('no space left');
  const [row] = await query(desk.hall.url, 'select id, state from upload where matter_id = $1', [laid.id]);
  expect(row).toMatchObject({ state: 'erasing' });
});

test('a photo that is taken back after it was sent is gone, its small copy and its address too', async () => {
  const laid = await layMatter(desk.hall.url, road);
  const { work } = await desk.onLine(laid);
  const before = await desk.filesLeft();
  const id = await desk.lay(laid, '現場.jpg', desk.photo);
  const messageId = make(isMessageId);
  await desk.answer(laid, { text: '', uploads: [id], messageId });
  await work();
  const tokens = () =>
    query(desk.hall.url, 'select public_token as token from attachment where id = $1', [id]);
  expect(await tokens()).toEqual([{ token: expect.stringMatching(/^[\w-]{43}$/) }]);
  await desk.context.store.asWorker((tx) => buryMessage(tx, messageId, desk.context.clock.now()));
  expect(await tokens()).toEqual([{ token: null }]);
  await desk.settle(id);
  expect(await desk.filesLeft()).toBe(before);
  expect(await tokens()).toEqual([]);
});
