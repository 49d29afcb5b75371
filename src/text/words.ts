/** What the tokenizer says about one word, as far as it matters here. */
export interface Word {
  readonly surface: string;
  readonly baseForm: string;
  readonly partOfSpeech: string;
  readonly detail: string;
}

/** Does the word say what the text is about? */
export const isContent = ({ partOfSpeech, detail, baseForm }: Word): boolean => {
  if (emptyWords.has(baseForm) || !/\p{Letter}/u.test(baseForm)) return false;
  if (partOfSpeech === '名詞') return !['非自立', '代名詞', '数'].includes(detail);
  return ['動詞', '形容詞'].includes(partOfSpeech) && detail === '自立';
};

/** For each token how it is shown: nouns that stand together as one word, 国民健康保険 and not three chips. */
export const withCompounds = (tokens: readonly Word[]): readonly string[] => {
  const shown: string[] = [];
  let start = 0;
  while (start < tokens.length) {
    const end = endOfCompound(tokens, start);
    const word = tokens
      .slice(start, end)
      .map(({ surface }) => surface)
      .join('');
    for (; start < end; start += 1) shown.push(word);
  }
  return shown;
};

const endOfCompound = (tokens: readonly Word[], start: number): number => {
  let end = start;
  while (end < tokens.length && isCompoundPart(tokens[end])) end += 1;
  return Math.max(end, start + 1);
};

const isCompoundPart = (token: Word | undefined): boolean =>
  token?.partOfSpeech === '名詞' && !['非自立', '代名詞', '副詞可能'].includes(token.detail);

/** Said in every second message, whatever it is about. */
const emptyWords: ReadonlySet<string> = new Set(
  [
    'する ある いる なる できる くださる いただく お願い 教える 知る 思う 聞く ください 困る こと とき',
    '方 件 さん 様 よう そう ため 何 どう いい よい 良い ない いつ どこ 今日 昨日 今 最近',
    '家 前 うち 近く 近所 その後 また まだ 久留米 久留米市 市 市役所 役所 市民',
  ].flatMap((line) => line.split(' ')),
);
