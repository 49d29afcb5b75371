import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { lineChannel } from '#adapters/line/channel';
import { isMessageId, type AttachmentId, type DepartmentId, type StaffId } from '#src/domain/ids';
import { mediaFolder } from '#src/main/media-folder';
import { startPictures } from '#src/main/pictures';
import type { Nudge } from '#src/queue/jobs';
import { buryMessage } from '#src/store/messages';
import type { Context } from '#src/usecases/context';
import { settleMedia } from '#src/usecases/fetch-media';
import { dropUpload, keepUpload } from '#src/usecases/keep-upload';
import { reply, type Reply } from '#src/usecases/reply';
import { retrySend } from '#src/usecases/retry';
import { openCityHall, road, water, type CityHall } from '#test/support/city-hall';
import { layMatter, make, type LaidMatter } from '#test/support/laid-matter';
import { contextOf } from '#test/support/matter-context';
import { pdf, photoWithPlace } from '#test/support/papers';
import { query } from '#test/support/query';
import { dumpTables } from '#test/support/table-dump';
import { startLineEmulator } from '#test/emulators/line/server';
import { deliver } from '#workers/deliver';
import { relayOnce } from '#workers/relay';

let hall: CityHall;
let context: Context;
let nudges: Nudge[];
let clerk: StaffId;
let photo: Buffer;
let folder: string;
const pictures = startPictures();

beforeAll(async () => {
  hall = await openCityHall();
  ({ context, nudges } = contextOf(hall));
  clerk = await employ('clerk', road);
  photo = await photoWithPlace();
  folder = await mkdtemp(join(tmpdir(), 'kodama-media-'));
});
afterAll(async () => {
  await pictures.close();
  await hall.drop();
  await rm(folder, { recursive: true });
});

const employ = async (name: string, departmentId: DepartmentId): Promise<StaffId> => {
  const memberships = [{ departmentId, role: 'staff' }] as const;
  return (await hall.employ(`${name}@city.example`, { memberships })).person.id;
};

const world = () => ({ media: mediaFolder(folder), pictures, channels: new Map() });

const filesLeft = async (): Promise<number> =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length;

const lay = async (laid: LaidMatter, name: string, bytes: Buffer, staffId = clerk): Promise<AttachmentId> => {
  const kept = await keepUpload(context, world(), { staffId, matterId: laid.id, name, bytes });
  if (kept.kind !== 'kept') throw new Error(`${name} was not kept: ${kept.kind}`);
  return kept.upload.id;
};

const answer = (laid: LaidMatter, change: Partial<Reply> = {}) =>
  reply(context, {
    staffId: clerk,
    matterId: laid.id,
    messageId: make(isMessageId),
    text: '図をお送りします。',
    asksBack: false,
    revision: 1,
    overStale: true,
    ...change,
  });

const answersIn = async (laid: LaidMatter) =>
  query(
    hall.url,
    `select g.kind, a.id as attachment, om.outbox_id as outbox from message g
      join outbox_message om on om.message_id = g.id join matter_message mm on mm.message_id = g.id
      left join attachment a on a.message_id = g.id
      where mm.matter_id = $1 and g.author = 'staff' order by om.position`,
    [laid.id],
  );

/** The matter's resident gets a telephone, and the city a wire to LINE. */
const onLine = async (laid: LaidMatter) => {
  nudges.splice(0);
  const secrets = { channelSecret: 'a'.repeat(32), channelAccessToken: 'the-city-may' };
  const line = await startLineEmulator({ ...secrets, webhookUrl: null });
  onTestFinished(() => line.close());
  const resident = line.addResident('古賀');
  await query(hall.url, 'update thread set address = id::text where address = $1', [resident.userId]);
  await query(hall.url, 'update thread set address = $1 where id = $2', [resident.userId, laid.threadId]);
  const channel = lineChannel({ ...secrets, apiBaseUrl: line.url, dataApiBaseUrl: line.url });
  const run = deliver(context, new Map([['line', channel]]));
  const work = async () => {
    for (const nudge of nudges.splice(0)) {
      if (nudge.name === 'message.deliver')
        await run(nudge.data, AbortSignal.timeout(20_000)).catch(() => undefined);
    }
  };
  const pushes = () =>
    line.journal().flatMap((entry) => (entry.kind === 'api' && entry.endpoint === 'push' ? [entry] : []));
  return { line, work, pushes };
};

test('words, a photo and a file are one call: the words, then the photo, then the file as a link', async () => {
  const laid = await layMatter(hall.url, road);
  const { work, pushes } = await onLine(laid);
  const uploads = [await lay(laid, '工事の図.pdf', pdf), await lay(laid, '現場.heic.jpg', photo)];
  expect(await answer(laid, { uploads })).toEqual({ kind: 'done' });
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
  const laid = await layMatter(hall.url, road);
  const uploads = [await lay(laid, '現場.jpg', photo)];
  expect(await answer(laid, { text: '', uploads })).toEqual({ kind: 'done' });
  expect((await answersIn(laid)).map(({ kind }) => kind)).toEqual(['image']);
});

test('the same answer posted twice, even at once, sends its photo once', async () => {
  const laid = await layMatter(hall.url, road);
  const same = { uploads: [await lay(laid, '現場.jpg', photo)], messageId: make(isMessageId) };
  expect(await Promise.all([answer(laid, same), answer(laid, same)])).toEqual([
    { kind: 'done' },
    { kind: 'done' },
  ]);
  expect(await answer(laid, same)).toEqual({ kind: 'done' });
  expect((await answersIn(laid)).map(({ kind }) => kind)).toEqual(['text', 'image']);
});

test('nobody sends what a colleague laid down, what lies beside another matter, or what is behind the wall', async () => {
  const [laid, another] = [await layMatter(hall.url, road), await layMatter(hall.url, road)];
  const theirs = await layMatter(hall.url, water);
  const colleague = await employ('colleague', road);
  const neighbour = await employ('neighbour', water);
  const stranger = await employ('stranger', water);
  const own = await lay(laid, '現場.jpg', photo);
  const others = [
    await lay(laid, '現場.jpg', photo, colleague),
    await lay(another, '現場.jpg', photo),
    await lay(theirs, '現場.jpg', photo, neighbour),
  ];
  const before = await dumpTables(hall.url);
  for (const id of others) {
    expect(await answer(laid, { uploads: [own, id] })).toEqual({ kind: 'not-found' });
    expect(await dropUpload(context, { staffId: stranger, id })).toBe(false);
  }
  const reached = { staffId: clerk, matterId: theirs.id, name: '現場.jpg', bytes: photo };
  expect(await keepUpload(context, world(), reached)).toEqual({ kind: 'not-found' });
  expect(await dumpTables(hall.url)).toEqual(before);
  expect(await answer(laid, { uploads: [own] })).toEqual({ kind: 'done' });
});

test('more than one call takes is refused whole: five messages, the words among them', async () => {
  const laid = await layMatter(hall.url, road);
  const uploads = await Promise.all(Array.from({ length: 6 }, () => lay(laid, '図.pdf', pdf)));
  expect(await answer(laid, { text: '', uploads })).toEqual({ kind: 'too-long' });
  expect(await answer(laid, { uploads: uploads.slice(0, 5) })).toEqual({ kind: 'too-long' });
  const long = `${'あ'.repeat(4_999)}。`.repeat(2);
  expect(await answer(laid, { text: long, uploads: uploads.slice(0, 4) })).toEqual({ kind: 'too-long' });
  expect(await answersIn(laid)).toEqual([]);
  expect(await answer(laid, { text: long, uploads: uploads.slice(0, 3) })).toEqual({ kind: 'done' });
});

test('an answer with a photo that is sent again says the same to LINE, under the same key', async () => {
  const laid = await layMatter(hall.url, road);
  const { line, work, pushes } = await onLine(laid);
  const uploads = [await lay(laid, '現場.jpg', photo)];
  const messageId = make(isMessageId);
  await answer(laid, { uploads, messageId });
  line.faults.plan({ kind: 'monthly-limit' }, { endpoint: 'push' });
  await work();
  expect(await retrySend(context, { staffId: clerk, messageId })).toEqual({ kind: 'done' });
  await work();
  const [first, second] = pushes();
  expect(second).toMatchObject({ status: 200, retryKey: first?.retryKey, body: first?.body });
});

test('what was laid down and never sent is removed after a day, and at once when it is taken away', async () => {
  const laid = await layMatter(hall.url, road);
  const before = await filesLeft();
  const forgotten = await lay(laid, '現場.jpg', photo);
  const sent = await lay(laid, '図.pdf', pdf);
  const dropped = await lay(laid, '現場.jpg', photo);
  expect(await filesLeft()).toBe(before + 5);
  await answer(laid, { uploads: [sent] });
  const settle = (id: AttachmentId) => settleMedia(context, world(), id, AbortSignal.timeout(5_000));

  await settle(forgotten);
  expect(await filesLeft()).toBe(before + 5);
  expect(await dropUpload(context, { staffId: clerk, id: dropped })).toBe(true);
  expect(nudges.at(-1)).toEqual({ name: 'media.fetch', data: { attachmentId: dropped } });
  await settle(dropped);
  await settle(dropped);
  expect(await filesLeft()).toBe(before + 3);
  expect(await answer(laid, { uploads: [dropped] })).toEqual({ kind: 'not-found' });

  hall.clock.pass({ hours: 25 });
  nudges.splice(0);
  await relayOnce(context);
  expect(nudges).toContainEqual({ name: 'media.fetch', data: { attachmentId: forgotten } });
  expect(nudges).not.toContainEqual({ name: 'media.fetch', data: { attachmentId: sent } });
  await settle(forgotten);
  await settle(sent);
  expect(await filesLeft()).toBe(before + 1);
  expect(await query(hall.url, 'select from upload where matter_id = $1', [laid.id])).toEqual([]);
});

test('a disk that cannot take it leaves nothing that an answer could send', async () => {
  const laid = await layMatter(hall.url, road);
  const full = { ...world().media, put: () => Promise.reject(new Error('no space left on device')) };
  const down = { staffId: clerk, matterId: laid.id, name: '図.pdf', bytes: pdf };
  await expect(keepUpload(context, { media: full, pictures }, down)).rejects.toThrow('no space left');
  const [row] = await query(hall.url, 'select id, state from upload where matter_id = $1', [laid.id]);
  expect(row).toMatchObject({ state: 'erasing' });
});

test('a photo that is taken back after it was sent is gone, its small copy and its address too', async () => {
  const laid = await layMatter(hall.url, road);
  const { work } = await onLine(laid);
  const before = await filesLeft();
  const id = await lay(laid, '現場.jpg', photo);
  const messageId = make(isMessageId);
  await answer(laid, { text: '', uploads: [id], messageId });
  await work();
  const tokens = () => query(hall.url, 'select public_token as token from attachment where id = $1', [id]);
  expect(await tokens()).toEqual([{ token: expect.stringMatching(/^[\w-]{43}$/) }]);
  await context.store.asWorker((tx) => buryMessage(tx, messageId, context.clock.now()));
  expect(await tokens()).toEqual([{ token: null }]);
  await settleMedia(context, world(), id, AbortSignal.timeout(5_000));
  expect(await filesLeft()).toBe(before);
  expect(await tokens()).toEqual([]);
});
