import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The photo that the test telephone offers. */
export const samplePhoto = (): Promise<Uint8Array> =>
  readFile(join(import.meta.dirname, '../emulators/line/phone/public/sample-road.jpg'));
