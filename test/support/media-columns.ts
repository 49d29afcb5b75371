import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Where a key of the media store is written. */
export const mediaColumns = [
  'attachment.id',
  'attachment.preview_id',
  'chat_photo.media_key',
  'upload.id',
  'upload.preview_id',
];

/** Every key in a media folder, whatever it is of. */
export const mediaIn = async (dataDir: string): Promise<readonly string[]> =>
  (await readdir(join(dataDir, 'media'), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .toSorted();

/** The columns of a dump in which one of the keys stands. */
export const columnsWith = (
  tables: Readonly<Record<string, unknown>>,
  keys: readonly string[],
): readonly string[] => {
  const found = Object.entries(tables).flatMap(([table, rows]) =>
    z
      .array(z.record(z.string(), z.unknown()))
      .parse(rows)
      .flatMap((row) =>
        Object.entries(row).flatMap(([column, value]) =>
          keys.some((key) => key === value) ? [`${table}.${column}`] : [],
        ),
      ),
  );
  return [...new Set(found)].toSorted();
};
