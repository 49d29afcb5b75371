/**
 * Splits a reply that is longer than one message may be. Parts end after 。, otherwise after a line, otherwise after 、,
 * and only without any of these between two characters. Joined they are the original. Where too many parts would come
 * of it, fuller parts are tried; null when even full parts do not suffice.
 */
export const splitAtSentence = (
  text: string,
  limitUtf16: number,
  maxParts: number,
): readonly string[] | null => {
  for (const endings of [[sentenceEnd, lineEnd, clauseEnd], [anyEnd], []]) {
    const parts = cut(text, limitUtf16, maxParts, endings);
    if (parts) return parts;
  }
  return null;
};

const sentenceEnd = /[。！？!?]+[」』）)]*\n*/g;
const lineEnd = /\n+/g;
const clauseEnd = /、/g;
const anyEnd = /[。！？!?]+[」』）)]*\n*|\n+|、/g;

const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });

const cut = (
  text: string,
  limit: number,
  maxParts: number,
  endings: readonly RegExp[],
): readonly string[] | null => {
  const segments = graphemes.segment(text);
  /** A mark that joins onto 。, such as a variation selector, must not be torn from it. */
  const isBoundary = (index: number): boolean =>
    index >= text.length || segments.containing(index)?.index === index;
  const parts: string[] = [];
  let start = 0;
  while (text.length - start > limit) {
    if (parts.length + 1 >= maxParts) return null;
    const window = text.slice(start, start + limit);
    const end =
      endings
        .map((ending) => lastEnd(window, ending, (index) => isBoundary(start + index)))
        .find((at) => at > 0) ?? (segments.containing(start + limit)?.index ?? text.length) - start;
    if (end <= 0) return null;
    parts.push(text.slice(start, start + end));
    start += end;
  }
  return maxParts < 1 ? null : [...parts, text.slice(start)];
};

const lastEnd = (window: string, ending: RegExp, isBoundary: (index: number) => boolean): number =>
  [...window.matchAll(ending)]
    .map((match) => match.index + match[0].length)
    .findLast((index) => isBoundary(index)) ?? 0;
