import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sweepPhotos } from '#src/usecases/chat/sweep-photos';
import { ChatDevice, problemIn, talkIn } from '#test/support/chat-device';
import { openWeb, type OpenWeb } from '#test/support/open-web';
import { query } from '#test/support/query';

let web: OpenWeb;
beforeAll(async () => void (web = await openWeb()));
afterAll(() => web.close());

const device = () => new ChatDevice(() => web.base);

/** A photo as a phone takes it: with the place where it was taken (33°19'12" N, 130°30'0" E). */
const photoWithPlace = () =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: '#4477aa' } })
    .jpeg()
    .withExif({
      IFD0: { Make: 'Invented Camera' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '33/1 19/1 12/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '130/1 30/1 0/1',
      },
    })
    .toBuffer();

const waitingPhotos = () => query(web.hall.url, 'select media_key as key from chat_photo');

test('a photo waits for the city as a picture and nothing else, and its place is told only when meant', async () => {
  const phone = device();
  const { messages } = talkIn(await phone.show(await photoWithPlace(), 'no'));
  expect(messages.map(({ content }) => content)).toEqual([{ kind: 'image', url: null, previewUrl: null }]);
  const [photo] = await waitingPhotos();
  const kept = await web.media.get(String(photo?.['key']));
  if (kept === null) throw new Error('nothing waits');
  const { exif, format } = await sharp(await buffer(kept.body)).metadata();
  expect([exif, format]).toEqual([undefined, 'jpeg']);

  const other = device();
  const told = talkIn(await other.show(await photoWithPlace(), 'yes'));
  expect(told.messages.map(({ content }) => content.kind)).toEqual(['image', 'place']);
  const place = told.messages[1]?.content;
  if (place?.kind !== 'place') throw new Error('no place');
  expect(place.latitude).toBeCloseTo(33.32, 4);
  expect(place.longitude).toBeCloseTo(130.5, 4);
});

test('a HEIC, as iPhones take it, waits for the city as a JPEG that every browser shows', async () => {
  const heic = await readFile(join(import.meta.dirname, '../../fixtures/pictures/two-colours.heic'));
  const before = new Set((await waitingPhotos()).map(({ key }) => String(key)));
  const { messages } = talkIn(await device().show(heic, 'yes'));
  expect(messages.map(({ content }) => content.kind)).toEqual(['image', 'place']);
  const key = (await waitingPhotos()).map((row) => String(row['key'])).find((one) => !before.has(one));
  const kept = await web.media.get(key ?? '');
  if (kept === null) throw new Error('nothing waits');
  const { exif, format } = await sharp(await buffer(kept.body)).metadata();
  expect([exif, format]).toEqual([undefined, 'jpeg']);
});

test('a photo posted twice is one photo with one place, and waits once', async () => {
  const phone = device();
  const before = (await waitingPhotos()).length;
  const id = randomUUID();
  const photo = await photoWithPlace();
  await phone.show(photo, 'yes', id);
  const { messages } = talkIn(await phone.show(photo, 'yes', id));
  expect(messages.map(({ content }) => content.kind)).toEqual(['image', 'place']);
  expect((await waitingPhotos()).length).toBe(before + 1);
});

test('a drawing with a script in it is refused in so many words, and so is what is no picture', async () => {
  const phone = device();
  await phone.say('写真を送ります');
  const before = (await waitingPhotos()).length;
  for (const bytes of [
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    'not a picture',
    '',
  ]) {
    const answer = await phone.show(Buffer.from(bytes));
    expect([answer.status, problemIn(answer).code]).toEqual([415, 'not-a-picture']);
  }
  expect((await waitingPhotos()).length).toBe(before);
  expect((await phone.talk()).messages).toHaveLength(1);
});

test('first words that were refused have begun the talk in which the next are taken', async () => {
  const phone = device();
  expect((await phone.show(Buffer.from('<svg/>'))).status).toBe(415);
  const cookie = phone.cookie;
  expect(cookie).not.toBeNull();
  await phone.say('写真のかわりに文字で');
  expect(phone.cookie).toBe(cookie);
  expect((await phone.talk()).messages).toHaveLength(1);
});

test('30 MB are too large; the resident hears it, and the talk goes on', async () => {
  const phone = device();
  await phone.say('大きな写真を送ります');
  const answer = await phone.show(Buffer.alloc(30 * 1024 * 1024, 1));
  expect([answer.status, problemIn(answer).code]).toEqual([413, 'too-large']);
  await phone.say('小さくします');
  expect((await phone.talk()).messages).toHaveLength(2);
});

test('a photo that was never told of is removed, and one that still waits for the worker is not', async () => {
  const phone = device();
  talkIn(await phone.show(await photoWithPlace()));
  const lost = web.context.ids.newId();
  await query(
    web.hall.url,
    `insert into chat_photo (message_external_id, media_key, posted_at) values ('lost', $1, $2)`,
    [lost, web.hall.clock.now()],
  );
  const waiting = (await waitingPhotos()).length;
  expect(await sweepPhotos(web.context, web.media)).toBe(0);
  web.hall.clock.pass({ hours: 48 });
  expect(await sweepPhotos(web.context, web.media)).toBe(1);
  expect((await waitingPhotos()).length).toBe(waiting - 1);
});

test('nothing of a refused photo stays in the media store', async () => {
  const folder = web.mediaFolder;
  const count = async () => (await readdir(folder, { recursive: true })).length;
  const phone = device();
  await phone.say('写真です');
  const before = await count();
  await phone.show(Buffer.from('<svg/>'));
  expect(await count()).toBe(before);
});
