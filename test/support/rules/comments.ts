import { parseSync } from 'vite';
import { isCode, perFile, type Remark } from './rule.ts';
import type { Comment, Source } from './source.ts';

const looksLikeCode = /[;{},]\s*$/;

export const comments = perFile({
  name: 'comments',
  reads: isCode,
  judge: (source) => [...promises(source), ...waysRound(source), ...code(source)],
});

const promises = (source: Source): readonly Remark[] =>
  source.comments
    .filter(({ text }) => /\b(TODO|FIXME|XXX|HACK)\b/.test(text))
    .map(({ start }) => ({
      line: source.lineAt(start),
      says: 'Do it now, or open an issue and say nothing.',
    }));

const waysRound = (source: Source): readonly Remark[] =>
  source.comments
    .filter(({ text }) => /^[\s*]*(oxlint-disable|eslint-disable|@ts-ignore|@ts-nocheck)/.test(text))
    .map(({ start }) => ({ line: source.lineAt(start), says: 'Write it so that the rule holds.' }));

const code = (source: Source): readonly Remark[] =>
  paragraphs(source)
    .filter(({ text }) => looksLikeCode.test(text) && isProgram(text))
    .map(({ start }) => ({ line: source.lineAt(start), says: 'Delete the code; git remembers it.' }));

/** Line comments that stand one under the other are read as one. Documentation may show an example. */
const paragraphs = (source: Source): readonly Comment[] =>
  source.comments
    .filter(({ text }) => !text.startsWith('*'))
    .reduce<readonly Comment[]>((before, comment) => {
      const last = before.at(-1);
      const isNext = last !== undefined && /^\s*$/.test(source.text.slice(last.end, comment.start));
      if (!isNext) return [...before, comment];
      return [
        ...before.slice(0, -1),
        { ...comment, start: last.start, text: `${last.text}\n${comment.text}` },
      ];
    }, []);

const isProgram = (text: string): boolean =>
  parseSync('comment.tsx', `async function* comment() {\n${text.replace(/,\s*$/, '')}\n}`).errors.length ===
    0 || parseSync('comment.tsx', text).errors.length === 0;
