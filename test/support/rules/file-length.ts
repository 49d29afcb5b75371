import { isCode, type Check, type Finding } from './rule.ts';

const asksForAReason = 160;
const fails = 250;

export const fileLength: Check = {
  name: 'file length',
  run: ({ sources }) => {
    const read = sources.filter(({ path }) => isCode(path));
    return { read: read.length, findings: read.flatMap(({ path, lines }) => judge(path, lines.length)) };
  },
};

const judge = (path: string, length: number): readonly Finding[] => {
  if (length > fails) {
    return [
      { weight: 'fails', path, line: fails, says: `${length} lines: part the ideas, at most ${fails}.` },
    ];
  }
  if (length > asksForAReason) {
    return [{ weight: 'warns', path, line: asksForAReason, says: `${length} lines: is it one idea?` }];
  }
  return [];
};
