import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

/** The photo that the test telephone offers. */
export const samplePhoto = (): Promise<Uint8Array> =>
  readFile(join(import.meta.dirname, '../emulators/line/phone/public/sample-road.jpg'));

/** The same, as a telephone takes it that notes down where it was. */
export const placedPhoto = async (): Promise<Buffer> =>
  sharp(await samplePhoto())
    .withExif({
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '33/1 18/1 50/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '130/1 31/1 5/1',
      },
    })
    .jpeg()
    .toBuffer();

/** Millions of bytes, taken with the telephone held upright: the picture lies on its side and says so. */
export const largePhoto = (): Promise<Buffer> =>
  sharp({
    create: {
      width: 3_200,
      height: 2_400,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 12 },
    },
  })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 90 })
    .toBuffer();
