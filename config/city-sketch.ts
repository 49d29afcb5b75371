import { z } from 'zod';

/**
 * A tolerant reading of a file that may still be wrong elsewhere, so that what concerns several entries is told together
 * with everything else. What is missing or of another kind reads as nothing.
 */
const text = z.string().catch('');

const entry = z
  .object({
    id: text,
    name: text,
    department: text,
    category: text,
    sortingDesk: z.boolean().catch(false),
    examples: z.array(text).catch([]),
  })
  .catch({ id: '', name: '', department: '', category: '', sortingDesk: false, examples: [] });

export type Entry = z.output<typeof entry>;

/** The entries of departments.yaml, categories.yaml, urgent.yaml or answers.yaml. */
export const sketchEntries = (raw: unknown): readonly Entry[] => z.array(entry).catch([]).parse(raw);

export const sketchTexts = (raw: unknown): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(z.record(z.string(), z.unknown()).catch({}).parse(raw)).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    ),
  );

export const sketchList = (raw: unknown, field: string): readonly string[] =>
  z
    .record(z.string(), z.unknown())
    .transform((record) => z.array(text).catch([]).parse(record[field]))
    .catch([])
    .parse(raw);
