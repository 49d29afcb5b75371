import { foldKana, normalise } from './normalise.ts';

/**
 * Is this nothing but thanks, a yes, an "understood", or emoji? Such a message belongs to the matter it follows.
 * Several in a row count (「はい、ありがとうございます！」). A question mark makes it a question, a call for help is never one.
 */
export const isAcknowledgement = (text: string, acknowledgements: readonly string[]): boolean => {
  if (text.trim() === '' || /[?？]/.test(text) || /[🆘🚨🔥🚒🚑🚓]/u.test(text)) return false;
  const longestFirst = acknowledgements
    .map(bare)
    .filter((word) => word !== '')
    .toSorted((a, b) => b.length - a.length);
  let rest = bare(text);
  while (rest !== '') {
    const start = rest;
    const next = longestFirst.find((word) => start.startsWith(word));
    if (next === undefined) return false;
    rest = rest.slice(next.length);
  }
  return true;
};

/** Letters and digits only: what 「ありがとう〜！！😊」 has beyond 「ありがとう」 is feeling. */
const bare = (text: string): string =>
  foldKana(normalise(text)).replace(/[^\p{Letter}\p{Number}]|[ー〜]/gu, '');
