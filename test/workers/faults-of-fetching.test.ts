import { randomBytes, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isAttachmentId } from '#src/domain/ids';
import { mediaFolder } from '#src/main/media-folder';
import { openOffice, openPremises, type Office, type Premises } from '#test/support/office';
import { query } from '#test/support/query';

let premises: Premises;
beforeAll(async () => {
  premises = await openPremises();
}, 60_000);
afterAll(() => premises.close());

const jpeg = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), randomBytes(40_000), Buffer.from('ffd9', 'hex')]);

/** A newcomer's photo, received and not yet fetched. */
const sendPhoto = async (office: Office) => {
  const { userId } = office.line.addResident(`住民 ${randomUUID()}`);
  const { messageId } = await office.line.sendImage(userId, jpeg, 'image/jpeg');
  return { userId, messageId: messageId ?? '' };
};

const attachmentOf = async (userId: string) => {
  const rows = await query(
    premises.database.url,
    `select a.id, a.state, a.tries, m.taken_back_at is not null gone_by_hand, count(mm.matter_id)::int matters
       from message m join thread t on t.id = m.thread_id left join attachment a on a.message_id = m.id
       left join matter_message mm on mm.message_id = m.id
      where t.address = $1 and m.author = 'resident' group by a.id, m.id`,
    [userId],
  );
  expect(rows).toHaveLength(1);
  return rows[0];
};

const filesIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

test('a photo that LINE cannot give yet is shown as waiting, tried again, and stored whole', async () => {
  const office = await openOffice(premises);
  office.line.faults.plan({ kind: 'server-error' }, { endpoint: 'content', times: 2 });
  office.line.faults.plan({ kind: 'half-a-body' }, { endpoint: 'content' });
  const { userId } = await sendPhoto(office);
  await office.work();
  expect(await attachmentOf(userId)).toMatchObject({ state: 'waiting', tries: 1, matters: 1 });
  await office.pass({ seconds: 2 });
  expect(await attachmentOf(userId)).toMatchObject({ state: 'waiting', tries: 2 });
  await office.pass({ seconds: 3 });
  expect(await attachmentOf(userId)).toMatchObject({ state: 'waiting', tries: 3 });
  expect(await filesIn(office.mediaDir)).toEqual([]);
  await office.pass({ seconds: 5 });
  expect(await attachmentOf(userId)).toMatchObject({ state: 'stored' });
  const [file = ''] = await filesIn(office.mediaDir);
  expect((await readFile(file)).equals(jpeg)).toBe(true);
});

test('a video that LINE still prepares is stored later', async () => {
  const office = await openOffice(premises);
  office.line.faults.plan({ kind: 'still-transcoding' }, { times: 3 });
  const { userId } = await sendPhoto(office);
  await office.work();
  for (const seconds of [1, 2, 4, 8]) await office.pass({ seconds: seconds + 1 });
  expect(await attachmentOf(userId)).toMatchObject({ state: 'stored' });
});

test('while LINE cannot be reached a photo waits, for more than an hour if it must', async () => {
  const office = await openOffice(premises);
  const { userId } = await sendPhoto(office);
  await office.wire.cut();
  await office.work();
  for (let minutes = 0; minutes < 60; minutes += 10) await office.pass({ seconds: 601 });
  expect(await attachmentOf(userId)).toMatchObject({ state: 'waiting' });
  await office.wire.mend();
  await office.pass({ seconds: 601 });
  expect(await attachmentOf(userId)).toMatchObject({ state: 'stored' });
});

test('a photo that LINE never gives is told as failed, and stays with its message', async () => {
  const office = await openOffice(premises);
  office.line.faults.plan({ kind: 'server-error' }, { endpoint: 'content', times: 'until-cleared' });
  const { userId } = await sendPhoto(office);
  await office.work();
  for (let tries = 0; tries < 25; tries += 1) await office.pass({ seconds: 601 });
  expect(await attachmentOf(userId)).toMatchObject({ state: 'failed', tries: 18, matters: 1 });
});

test('a photo taken back before it was fetched leaves no file and no attachment', async () => {
  const office = await openOffice(premises);
  const { userId, messageId } = await sendPhoto(office);
  office.line.faults.plan({ kind: 'server-error' }, { endpoint: 'content' });
  await office.work();
  await office.line.unsend(userId, messageId);
  await office.work();
  await office.pass({ seconds: 200 });
  expect(await attachmentOf(userId)).toMatchObject({ id: null, gone_by_hand: true });
  expect(await filesIn(office.mediaDir)).toEqual([]);
});

test('a photo taken back while it is being fetched leaves no file and no attachment', async () => {
  const office = await openOffice(premises);
  const { userId, messageId } = await sendPhoto(office);
  office.line.faults.plan({ kind: 'server-error' }, { endpoint: 'content' });
  await office.work();
  await office.pass({ seconds: 0 });
  const id = String((await attachmentOf(userId))?.['id']);
  if (!isAttachmentId(id)) throw new Error('no attachment');
  await query(premises.database.url, 'update attachment set next_try_at = now() where id = $1', [id]);

  office.line.faults.plan({ kind: 'answer-late', delayMs: 1_000 }, { endpoint: 'content' });
  const countCalls = () =>
    office.line.journal().filter((entry) => entry.kind === 'api' && entry.endpoint === 'content').length;
  const before = countCalls();
  const fetching = office.handlers['media.fetch']({ attachmentId: id }, AbortSignal.timeout(30_000));
  await office.line.waitFor(() => countCalls() > before);
  await office.line.unsend(userId, messageId);
  await office.work();
  await fetching;
  expect(await filesIn(office.mediaDir)).toEqual([]);
  await office.pass({ seconds: 200 });
  expect(await attachmentOf(userId)).toMatchObject({ id: null, gone_by_hand: true });
  expect(await filesIn(office.mediaDir)).toEqual([]);
});

test('a worker that died with a photo in hand leaves no file when the photo was taken back meanwhile', async () => {
  const office = await openOffice(premises);
  const { userId, messageId } = await sendPhoto(office);
  office.line.faults.plan({ kind: 'server-error' }, { endpoint: 'content' });
  await office.work();
  await office.line.unsend(userId, messageId);
  await office.work();
  const id = String((await attachmentOf(userId))?.['id']);
  // What such a worker has done by then: the file lies in its place, and no row says so.
  await mediaFolder(office.mediaDir).put(id, Readable.from([jpeg]), jpeg.byteLength);
  await office.pass({ seconds: 200 });
  expect(await attachmentOf(userId)).toMatchObject({ id: null, gone_by_hand: true });
  expect(await filesIn(office.mediaDir)).toEqual([]);
});

test('a photo that LINE has let go is told as gone, and is not tried again', async () => {
  const office = await openOffice(premises);
  const { userId, messageId } = await sendPhoto(office);
  // LINE drops a photo at once when it is taken back; the word of that may take its time.
  office.line.setWebhookUrl(null);
  await office.line.unsend(userId, messageId);
  await office.work();
  await office.pass({ seconds: 700 });
  expect(await attachmentOf(userId)).toMatchObject({ state: 'gone', tries: 1, matters: 1 });
});
