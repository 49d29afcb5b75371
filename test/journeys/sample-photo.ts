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
