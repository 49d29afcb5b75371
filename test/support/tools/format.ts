import { join } from 'node:path';
import { format, getFileInfo, resolveConfig } from 'prettier';
import type { Check, Finding } from '#test/support/rules/rule';
import type { Source } from '#test/support/rules/source';

export const formatting: Check = {
  name: 'format',
  run: async ({ root, sources }) => {
    const judged = await Promise.all(sources.map((source) => judge(root, source)));
    const read = judged.filter((findings) => findings !== 'not for prettier');
    return { read: read.length, findings: read.flat() };
  },
};

const judge = async (
  root: string,
  { path, text }: Source,
): Promise<readonly Finding[] | 'not for prettier'> => {
  const file = join(root, path);
  const { ignored, inferredParser } = await getFileInfo(file, { ignorePath: join(root, '.prettierignore') });
  if (ignored || inferredParser === null) return 'not for prettier';
  try {
    const formatted = await format(text, { ...(await resolveConfig(file)), filepath: file });
    if (formatted === text) return [];
    const says = `Run \`npx prettier --write ${path}\`.`;
    return [{ weight: 'fails', path, line: firstDifference(text, formatted), says }];
  } catch (cause) {
    const says = `Mend what prettier cannot read: ${String(cause).split('\n', 1).join('')}`;
    return [{ weight: 'fails', path, line: 1, says }];
  }
};

const firstDifference = (before: string, after: string): number => {
  const formatted = after.split('\n');
  return before.split('\n').findIndex((line, index) => line !== formatted[index]) + 1;
};
