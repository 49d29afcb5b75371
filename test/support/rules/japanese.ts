import { isCode, perFile } from './rule.ts';
import type { Source } from './source.ts';

const home = /^(config|src\/web|src\/text|test)\//;
const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

export const japaneseLiterals = perFile({
  name: 'Japanese literals',
  reads: (path) => /\.(tsx?|js|sql|css|html)$/.test(path) && !home.test(path),
  judge: (source) =>
    withoutQuotedTerms(source)
      .split('\n')
      .flatMap((text, index) => (japanese.test(text) ? [{ line: index + 1, says }] : [])),
});

const says =
  'Move the Japanese to config/city/templates.yaml, src/web or src/text; a comment may quote a term in 「」.';

const withoutQuotedTerms = (source: Source): string => {
  if (!isCode(source.path)) return source.text.replace(/^\s*(--|\/?\*).*$/gm, blankTerms);
  return source.comments.reduce(
    (text, { start, end }) => text.slice(0, start) + blankTerms(text.slice(start, end)) + text.slice(end),
    source.text,
  );
};

const blankTerms = (comment: string): string =>
  comment.replace(/「[^」\n]*」/g, (term) => ' '.repeat(term.length));
