import { z } from 'zod';

/**
 * One backup is one tar, compressed with gzip, so that it can be looked into anywhere. In it, in this order:
 * - `kodama.json`: what it is (`head`)
 * - `tables/<table>/<number>`: rows as COPY writes them, in pieces that fit into memory
 * - `tables.json`: how many rows each table has, and their checksum
 * - `media/<id>`, and after each thousand of them `media-<number>.json` with their checksums
 * - `end.json`: how many media there are; without it the file is not whole
 */
export const formatVersion = 1;

/** Read first and alone, since another version may have any other shape. */
export const version = z.object({ format: z.number().int() });

const count = z.number().int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const identifier = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/);

export const head = z.object({
  format: z.literal(formatVersion),
  kodama: z.string(),
  takenAt: z.iso.datetime().transform((text) => new Date(text)),
  epoch: z.uuid().nullable(),
  migrations: z.array(z.object({ name: z.string(), sha256 })),
  tables: z.array(z.object({ name: identifier, columns: z.array(identifier).min(1) })),
});
export type Head = z.output<typeof head>;

export const tables = z.object({
  tables: z.record(identifier, z.object({ rows: count, sha256 })),
  sequences: z.record(
    identifier,
    z
      .string()
      .regex(/^-?\d+$/)
      .nullable(),
  ),
});
export type Tables = z.output<typeof tables>;

export const mediaList = z.array(z.object({ id: z.uuid(), bytes: count, sha256 }));
export type MediaList = z.output<typeof mediaList>;

export const end = z.object({
  media: count,
  mediaBytes: count,
  /** Taken back between the snapshot and the copying. */
  mediaGone: z.array(z.uuid()),
  /** Their rows say that they are stored, and they were not there. */
  mediaMissing: z.array(z.uuid()),
});
export type End = z.output<typeof end>;

export const names = {
  head: 'kodama.json',
  rows: (table: string, piece: number): string => `tables/${table}/${String(piece).padStart(6, '0')}`,
  tables: 'tables.json',
  medium: (id: string): string => `media/${id}`,
  mediaList: (number: number): string => `media-${String(number).padStart(6, '0')}.json`,
  end: 'end.json',
} as const;

export const rowsName = /^tables\/([a-z_][a-z0-9_]*)\/\d{6,}$/;
export const mediumName = /^media\/([0-9a-f-]{36})$/;
export const mediaListName = /^media-\d{6,}\.json$/;
