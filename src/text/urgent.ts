import type { UrgentRule } from '#src/domain/city';
import { foldKana, normalise } from './normalise.ts';

/**
 * Finds the rules whose words occur in a text, in the city's order. 「火事ではない」 counts too: guidance too often is better
 * than guidance too late. What a rule excepts, such as 火災保険, is taken out before its words are looked for.
 */
export const urgentFinder = (rules: readonly UrgentRule[]): ((text: string) => readonly UrgentRule[]) => {
  const foldedRules = rules.map((rule) => ({
    rule,
    words: rule.words.map(fold),
    except: rule.except.map(fold),
  }));
  return (text) => {
    const folded = fold(text);
    return foldedRules
      .filter(({ words, except }) => {
        const left = except.reduce((rest, harmless) => rest.replaceAll(harmless, '\n'), folded);
        return words.some((word) => left.includes(word));
      })
      .map(({ rule }) => rule);
  };
};

/** Katakana as hiragana and no spaces, so that spelling hides nothing; lines stay apart. */
const fold = (text: string): string => foldKana(normalise(text)).replaceAll(' ', '');
