import { isContent, withCompounds, type Word } from './words.ts';
import { foldKana } from './normalise.ts';

/** What a text is about, by key. */
export type Features = ReadonlyMap<string, Feature>;

export interface Feature {
  readonly kind: FeatureKind;
  readonly count: number;
  /** The words it comes from, as the resident wrote them, for showing why. */
  readonly words: readonly string[];
}

export type FeatureKind = 'word' | 'pair' | 'gram';

/**
 * Words of content in their dictionary form, pairs of neighbouring ones, and pieces of one or two kanji or katakana, by
 * which 「下水管」 is near to 「下水道」. Kana spelling does not matter.
 */
export const features = (tokens: readonly Word[]): Features => {
  const found = new Map<string, Feature>();
  const add = (kind: FeatureKind, key: string, words: readonly string[]): void => {
    const before = found.get(key);
    found.set(
      key,
      before ? { ...before, count: before.count + 1 } : { kind, count: 1, words: [...new Set(words)] },
    );
  };
  const shown = withCompounds(tokens);
  const content = tokens.flatMap((token, index) =>
    isContent(token) ? [{ key: foldKana(token.baseForm), shown: shown[index] ?? token.surface }] : [],
  );
  content.forEach((word, index) => {
    const before = content[index - 1];
    add('word', word.key, [word.shown]);
    if (before) add('pair', `${before.key} ${word.key}`, [before.shown, word.shown]);
  });
  for (const { gram, words } of gramsOf(tokens, shown)) add('gram', `*${foldKana(gram)}`, words);
  return found;
};

/** Grams cross the borders of tokens, since the dictionary cuts 市民|課 and 粗大|ごみ as it pleases. */
const gramsOf = (
  tokens: readonly Word[],
  shown: readonly string[],
): readonly { readonly gram: string; readonly words: readonly string[] }[] => {
  const text = tokens.map(({ surface }) => surface).join('');
  const owners = tokens.flatMap((token, index) =>
    Array.from({ length: token.surface.length }, () => (isContent(token) ? shown[index] : undefined)),
  );
  return [...text.matchAll(/\p{Script=Han}+|[ァ-ヶー]{2,}/gu)].flatMap(({ 0: run, index: start }) =>
    [1, 2].flatMap((length) =>
      Array.from({ length: Math.max(0, run.length - length + 1) }, (_, at) => ({
        gram: run.slice(at, at + length),
        words: owners.slice(start + at, start + at + length).filter((word) => word !== undefined),
      })).filter(({ words }) => words.length > 0),
    ),
  );
};
