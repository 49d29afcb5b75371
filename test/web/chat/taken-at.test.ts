import { expect, test } from 'vitest';
import sharp from 'sharp';
import { hasPlace } from '#src/web/chat/taken-at';

const drawn = () => sharp({ create: { width: 8, height: 8, channels: 3, background: '#789' } });

const place = {
  GPSLatitudeRef: 'N',
  GPSLatitude: '33/1 18/1 36/1',
  GPSLongitudeRef: 'E',
  GPSLongitude: '130/1 30/1 36/1',
};

test('a photo that tells where it was taken is known, and one that tells only how it was held is not', async () => {
  const told = await drawn()
    .withExif({ IFD0: { Orientation: '6' }, IFD3: place })
    .jpeg()
    .toBuffer();
  const untold = await drawn()
    .withExif({ IFD0: { Orientation: '6', Make: 'E' } })
    .jpeg()
    .toBuffer();
  expect(hasPlace(told)).toBe(true);
  expect(hasPlace(untold)).toBe(false);
  expect(hasPlace(await drawn().jpeg().toBuffer())).toBe(false);
});

test('the place is found wherever the Exif part stands in the file, as in HEIC', async () => {
  const jpeg = await drawn().withExif({ IFD3: place }).jpeg().toBuffer();
  const exif = jpeg.subarray(jpeg.indexOf('Exif'));
  expect(hasPlace(Buffer.concat([Buffer.from('ftypheicEEExif----'), Buffer.alloc(5_000, 0x45), exif]))).toBe(
    true,
  );
});

test.each([0, 1, 6, 10, 14, 20])(
  'a file that ends after %i bytes of its Exif part tells no place',
  async (bytes) => {
    const jpeg = await drawn().withExif({ IFD3: place }).jpeg().toBuffer();
    const begin = jpeg.indexOf('Exif');
    expect(hasPlace(jpeg.subarray(0, begin + bytes))).toBe(false);
  },
);
