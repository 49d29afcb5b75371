import type { FeatureKind, Features } from './features.ts';

/** Which features the examples taught, and in how many of them each occurs. */
export interface Vocabulary {
  readonly index: ReadonlyMap<string, number>;
  readonly documentsWith: ReadonlyMap<string, number>;
  readonly documents: number;
}

export type Vector = readonly { readonly index: number; readonly value: number }[];

export const countDocuments = (texts: readonly Features[]): Vocabulary => {
  const documentsWith = new Map<string, number>();
  for (const text of texts)
    for (const key of text.keys()) documentsWith.set(key, (documentsWith.get(key) ?? 0) + 1);
  const index = new Map([...documentsWith.keys()].map((key, position) => [key, position]));
  return { index, documentsWith, documents: texts.length };
};

/**
 * Rare features weigh more. The length is made 1 with the unknown words counted in, so that a message mostly of words
 * nobody taught leaves the classifier unsure.
 */
export const toVector = (text: Features, { index, documentsWith, documents }: Vocabulary): Vector => {
  let squares = 0;
  const known: { index: number; value: number }[] = [];
  for (const [key, { kind, count }] of text) {
    const rarity = Math.log((documents + 1) / ((documentsWith.get(key) ?? 0) + 1)) + 1;
    const value = weightOf[kind] * (1 + Math.log(count)) * rarity;
    const position = index.get(key);
    if (position === undefined && kind !== 'word') continue;
    squares += value * value;
    if (position !== undefined) known.push({ index: position, value });
  }
  const length = Math.sqrt(squares);
  return known.map((entry) => ({ index: entry.index, value: entry.value / length }));
};

const weightOf = { word: 1, pair: 0.5, gram: 0.5 } as const satisfies Record<FeatureKind, number>;
