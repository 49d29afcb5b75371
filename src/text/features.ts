import { foldKana } from './normalise.ts';

/** What the tokenizer says about one word, as far as it matters here. */
export interface Word {
  readonly surface: string;
  readonly baseForm: string;
  readonly partOfSpeech: string;
  readonly detail: string;
}

/** What a text is about, by key. */
export type Features = ReadonlyMap<string, Feature>;

export interface Feature {
  readonly kind: FeatureKind;
  readonly count: number;
  /** The words as the resident wrote them, for showing why. */
  readonly words: readonly string[];
}

export type FeatureKind = 'word' | 'pair' | 'gram';

/**
 * Words of content in their dictionary form, pairs of neighbouring ones, and the two-character pieces of longer words, by
 * which 「下水管」 is near to 「下水道」. Kana spelling does not matter.
 */
export const features = (tokens: readonly Word[]): Features => {
  const found = new Map<string, Feature>();
  const add = (kind: FeatureKind, key: string, words: readonly string[]): void => {
    const before = found.get(key);
    found.set(key, before ? { ...before, count: before.count + 1 } : { kind, count: 1, words });
  };
  let previous: { readonly key: string; readonly shown: string } | null = null;
  for (const { token, shown } of contentWords(tokens)) {
    const key = foldKana(token.baseForm);
    add('word', key, [shown]);
    if (previous) add('pair', `${previous.key} ${key}`, [...new Set([previous.shown, shown])]);
    for (const gram of gramsOf(key)) add('gram', `${gram}*`, [shown]);
    previous = { key, shown };
  }
  return found;
};

/** Nouns that stand together are shown as one word: 国民健康保険, not three chips. */
const contentWords = (
  tokens: readonly Word[],
): readonly { readonly token: Word; readonly shown: string }[] => {
  const shown: string[] = [];
  tokens.forEach((token, index) => {
    const before = tokens[index - 1];
    const joins = before !== undefined && isCompoundPart(before) && isCompoundPart(token);
    const run = joins ? `${shown[index - 1] ?? ''}${token.surface}` : token.surface;
    shown.push(run);
    if (joins) {
      for (let back = index - 1; back >= 0 && run.startsWith(shown[back] ?? '\0'); back -= 1)
        shown[back] = run;
    }
  });
  return tokens.flatMap((token, index) => (isContent(token) ? [{ token, shown: shown[index] ?? '' }] : []));
};

const isCompoundPart = (token: Word): boolean =>
  token.partOfSpeech === '名詞' && !['非自立', '代名詞', '副詞可能'].includes(token.detail);

const isContent = ({ partOfSpeech, detail, baseForm }: Word): boolean => {
  if (emptyWords.has(baseForm) || !/[\p{Letter}]/u.test(baseForm)) return false;
  return partOfSpeech === '名詞'
    ? !['非自立', '代名詞', '数'].includes(detail)
    : isPredicate(partOfSpeech, detail);
};

const isPredicate = (partOfSpeech: string, detail: string): boolean =>
  ['動詞', '形容詞'].includes(partOfSpeech) && detail === '自立';

const gramsOf = (key: string): readonly string[] =>
  /^[\p{Script=Han}]{3,}$/u.test(key)
    ? Array.from({ length: key.length - 1 }, (_, at) => key.slice(at, at + 2))
    : [];

/** Said in every second message, whatever it is about. */
const emptyWords: ReadonlySet<string> = new Set(
  'する ある いる なる できる くださる いただく お願い 教える 知る 思う ください 方 件 さん 様 よう そう ため 何 どう いい よい 良い ない いつ どこ 今日 昨日 今 最近 久留米 久留米市 市 市役所 役所 市民 困る 聞く こと とき'.split(
    ' ',
  ),
);
