import type { FeatureKind, Features } from './features.ts';

/** Which features the examples taught, and in how many of them each occurs. */
export interface Vocabulary {
  readonly index: ReadonlyMap<string, number>;
  readonly documentsWith: ReadonlyMap<string, number>;
  readonly documents: number;
}

export interface Entry {
  readonly key: string;
  readonly index: number;
  readonly value: number;
}

export const countDocuments = (texts: readonly Features[]): Vocabulary => {
  const documentsWith = new Map<string, number>();
  for (const text of texts) {
    for (const key of text.keys()) documentsWith.set(key, (documentsWith.get(key) ?? 0) + 1);
  }
  const index = new Map([...documentsWith.keys()].map((key, position) => [key, position]));
  return { index, documentsWith, documents: texts.length };
};

/**
 * The known features of a text; rare ones weigh more. The length is made 1 with the unknown words counted in, so that a
 * message mostly of words that nobody taught leaves the classifier unsure.
 */
export const toVector = (
  text: Features,
  { index, documentsWith, documents }: Vocabulary,
): readonly Entry[] => {
  const entries: Entry[] = [];
  let squares = 0;
  for (const [key, { kind, count }] of text) {
    const position = index.get(key);
    if (position === undefined && kind !== 'word') continue;
    const rarity = Math.log((documents + 1) / ((documentsWith.get(key) ?? 0) + 1)) + 1;
    const value = weightOf[kind] * (1 + Math.log(count)) * rarity;
    squares += value * value;
    if (position !== undefined) entries.push({ key, index: position, value });
  }
  const length = Math.sqrt(squares);
  return entries.map((entry) => ({ ...entry, value: entry.value / length }));
};

/** Found by cross-validation (test/bench/routing.ts). */
const weightOf = { word: 1, pair: 0.5, gram: 1 } as const satisfies Record<FeatureKind, number>;
