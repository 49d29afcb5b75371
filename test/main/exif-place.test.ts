import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { placeOf } from '#src/main/exif-place';

const exifWith = async (gps: Record<string, string>): Promise<Buffer> => {
  const photo = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'white' } })
    .jpeg()
    .withExif({ IFD3: gps })
    .toBuffer();
  const { exif } = await sharp(photo).metadata();
  if (exif === undefined) throw new Error('the photo has no EXIF');
  return exif;
};

const south = {
  GPSLatitudeRef: 'S',
  GPSLatitude: '22/1 54/1 30/1',
  GPSLongitudeRef: 'W',
  GPSLongitude: '43/1 12/1 0/1',
};

test('a photo from south of the equator and west of Greenwich is placed there', async () => {
  const place = placeOf(await exifWith(south));
  expect(place?.latitude).toBeCloseTo(-22.9083, 4);
  expect(place?.longitude).toBeCloseTo(-43.2, 4);
});

test('a camera that found no satellites tells no place', async () => {
  expect(placeOf(await exifWith({ ...south, GPSLatitude: '0/0 0/0 0/0' }))).toBe(null);
  expect(placeOf(await exifWith({ GPSLatitudeRef: 'N' }))).toBe(null);
  expect(placeOf(await exifWith({}))).toBe(null);
});

test('bytes that are no EXIF, or half of one, tell no place and break nothing', async () => {
  const whole = await exifWith(south);
  fc.assert(
    fc.property(fc.nat({ max: whole.byteLength }), fc.uint8Array({ maxLength: 8 }), (cut, noise) => {
      placeOf(whole.subarray(0, cut));
      const spoilt = Buffer.from(whole);
      spoilt.set(noise, Math.min(cut, spoilt.byteLength - noise.byteLength));
      placeOf(spoilt);
    }),
  );
  expect(placeOf(whole.subarray(0, 40))).toBe(null);
});
