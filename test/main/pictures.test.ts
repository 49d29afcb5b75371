import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { heicDecoder } from '#src/main/heic';
import { startPictures } from '#src/main/pictures';
import type { CleanPicture, Picture, PictureRefusal } from '#src/ports/pictures';

const pictures = startPictures();
afterAll(() => pictures.close());

const atTheRiver = {
  IFD0: { Make: 'Inventedcam', Artist: 'Somebody' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '33/1 19/1 1056/100',
    GPSLongitudeRef: 'E',
    GPSLongitude: '130/1 30/1 3024/100',
  },
};

const red = '#d02010';
const blue = '#1030d0';

/** Red on the left, blue on the right. */
const twoColours = async (width: number, height: number) => {
  const right = { create: { width: width / 2, height, channels: 3, background: blue } } as const;
  const overlay = await sharp(right).png().toBuffer();
  const left = { create: { width, height, channels: 3, background: red } } as const;
  return sharp(left).composite([{ input: overlay, left: width / 2, top: 0 }]);
};

const refusalOf = async (photo: Buffer): Promise<PictureRefusal | 'taken' | 'another error'> =>
  pictures.clean(photo).then(
    () => 'taken',
    (error: unknown) =>
      error instanceof Error && error.name === 'PictureRefusedError' && 'reason' in error
        ? error.reason === 'too-many-pixels'
          ? 'too-many-pixels'
          : 'not-a-picture'
        : 'another error',
  );

/** What colour lies at a place given in shares of width and height. */
const colourAt = async ({ bytes, width, height }: Picture, x: number, y: number): Promise<string> => {
  const pixel = await sharp(bytes)
    .extract({ left: Math.floor(width * x), top: Math.floor(height * y), width: 1, height: 1 })
    .raw()
    .toBuffer();
  const [r = 0, , b = 0] = pixel;
  return r > b ? 'red' : 'blue';
};

const sizes = ({ full, preview }: CleanPicture) => [
  [full.width, full.height],
  [preview.width, preview.height],
];

test('a photo from a telephone loses its place, its camera and its owner, and its place is told apart', async () => {
  const photo = await (await twoColours(1600, 1200)).jpeg().withExif(atTheRiver).toBuffer();
  expect(photo.includes('Inventedcam')).toBe(true);
  const clean = await pictures.clean(photo);
  expect(clean.takenAt?.latitude).toBeCloseTo(33.3196, 4);
  expect(clean.takenAt?.longitude).toBeCloseTo(130.5084, 4);
  for (const { bytes } of [clean.full, clean.preview]) {
    const words = ['Exif', 'Inventedcam', 'Somebody', 'GPS', 'http://ns.adobe.com'];
    expect(words.filter((word) => bytes.includes(word))).toEqual([]);
    expect((await sharp(bytes).metadata()).format).toBe('jpeg');
  }
  expect(sizes(clean)).toEqual([
    [1600, 1200],
    [720, 540],
  ]);
});

test('a photo taken with the telephone on its side is handed on upright', async () => {
  const photo = await (await twoColours(1600, 1200)).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const clean = await pictures.clean(photo);
  expect(sizes(clean)).toEqual([
    [1200, 1600],
    [540, 720],
  ]);
  expect(await colourAt(clean.full, 0.5, 0.1)).toBe('red');
  expect(await colourAt(clean.full, 0.5, 0.9)).toBe('blue');
});

test('a picture larger than the channels take is made smaller, a small one is not made larger', async () => {
  const large = await pictures.clean(await (await twoColours(6000, 3000)).png().toBuffer());
  expect(sizes(large)).toEqual([
    [4096, 2048],
    [720, 360],
  ]);
  const small = await pictures.clean(await (await twoColours(40, 30)).webp().toBuffer());
  expect(sizes(small)).toEqual([
    [40, 30],
    [40, 30],
  ]);
});

test('even pure noise stays within 10 MB, and its preview within 1 MB', async () => {
  const side = 4_000;
  const noise = sharp({
    create: {
      width: side,
      height: side,
      channels: 3,
      background: 'black',
      noise: { type: 'gaussian', mean: 128, sigma: 90 },
    },
  });
  const { full, preview } = await pictures.clean(await noise.jpeg({ quality: 97 }).toBuffer());
  expect(full.bytes.byteLength).toBeLessThanOrEqual(10_000_000);
  expect(preview.bytes.byteLength).toBeLessThanOrEqual(1_000_000);
}, 60_000);

test('of a GIF the first frame is taken, and where a PNG is transparent it becomes white', async () => {
  const gif = await pictures.clean(await (await twoColours(40, 30)).gif().toBuffer());
  expect(await colourAt(gif.full, 0.1, 0.5)).toBe('red');
  const clear = { create: { width: 20, height: 20, channels: 4, background: '#00000000' } } as const;
  const { full } = await pictures.clean(await sharp(clear).png().toBuffer());
  expect([...(await sharp(full.bytes).raw().toBuffer()).subarray(0, 3)]).toEqual([255, 255, 255]);
});

test("an iPhone's HEIC is opened, and its place is read", async () => {
  const photo = await readFile(join(import.meta.dirname, '../fixtures/pictures/two-colours.heic'));
  const clean = await pictures.clean(photo);
  expect(sizes(clean)[0]).toEqual([160, 120]);
  expect(await colourAt(clean.full, 0.1, 0.5)).toBe('red');
  expect(await colourAt(clean.full, 0.9, 0.5)).toBe('blue');
  expect(clean.takenAt?.latitude).toBeCloseTo(33.3196, 4);
  expect(clean.full.bytes.includes('Inventedcam')).toBe(false);
});

test('a HEIC that keeps its decoder busy for too long is refused, and the next one is opened', async () => {
  const photo = await readFile(join(import.meta.dirname, '../fixtures/pictures/two-colours.heic'));
  const stuck = startPictures(heicDecoder(new URL('../fixtures/stuck-thread.ts', import.meta.url), 50));
  await expect(stuck.clean(photo)).rejects.toThrow('not-a-picture');
  await expect(stuck.clean(photo)).rejects.toThrow('not-a-picture');
  await stuck.close();
  expect(await refusalOf(photo)).toBe('taken');
});

test('what is not a picture is refused by its bytes: a script in an SVG, a page, half a photo, nothing', async () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><rect width="9" height="9"/></svg>';
  expect(await refusalOf(Buffer.from(svg))).toBe('not-a-picture');
  expect(await refusalOf(Buffer.from(`<?xml version="1.0"?>${svg}`))).toBe('not-a-picture');
  expect(await refusalOf(Buffer.from('<!doctype html><p>photo.jpg</p>'))).toBe('not-a-picture');
  expect(await refusalOf(Buffer.alloc(0))).toBe('not-a-picture');
  expect(await refusalOf(Buffer.from('\xff\xd8\xff and then nothing of a photo', 'latin1'))).toBe(
    'not-a-picture',
  );
  const whole = await (await twoColours(400, 300)).jpeg().toBuffer();
  expect(await refusalOf(whole.subarray(0, whole.byteLength / 2))).toBe('not-a-picture');
  const heic = await readFile(join(import.meta.dirname, '../fixtures/pictures/two-colours.heic'));
  expect(await refusalOf(heic.subarray(0, 700))).toBe('not-a-picture');
});

test('a few bytes that would fill the memory when opened are refused', async () => {
  const bomb = pngOf(60_000, 60_000);
  expect(bomb.byteLength).toBeLessThan(1_000);
  expect(await refusalOf(bomb)).toBe('too-many-pixels');
});

/** A PNG that promises a size; its pixels are not there. */
const pngOf = (width: number, height: number): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const chunk = (name: string, body: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(name), body]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.byteLength);
    const check = Buffer.alloc(4);
    check.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, check]);
  };
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  const pixels = deflateSync(Buffer.alloc(100));
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};
