import type { UrgentRule } from '#src/domain/city';
import { foldKana, normalise } from './normalise.ts';

/**
 * The rules whose words occur in the text, in the city's order. 「火事ではない」 counts too: guidance too often is better
 * than guidance too late. What a rule excepts, such as 火災保険, is taken out before its words are looked for.
 */
export const findUrgent = (text: string, rules: readonly UrgentRule[]): readonly UrgentRule[] => {
  const folded = fold(text);
  return rules.filter(({ words, except }) => {
    const left = except.reduce((rest, harmless) => rest.replaceAll(fold(harmless), '\n'), folded);
    return words.some((word) => left.includes(fold(word)));
  });
};

/** Katakana as hiragana and no spaces, so that spelling hides nothing; lines stay apart. */
const fold = (text: string): string => foldKana(normalise(text)).replaceAll(' ', '');
