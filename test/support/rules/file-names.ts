import { perFile, type Remark } from './rule.ts';

const rooms = /^(src|adapters|workers|config|test)\//;
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/;
const sayNothing = /^(utils?|helpers?|common|managers?|services?|base)$/;

export const fileNames = perFile({
  name: 'file names',
  reads: (path) => rooms.test(path) && !path.endsWith('/README.md'),
  judge: ({ path }) => [...path.split('/').flatMap(judgePart), ...judgeIndex(path)],
});

const judgePart = (part: string): readonly Remark[] => {
  const empty = part.split(/[-.]/).find((word) => sayNothing.test(word));
  return [
    ...(kebab.test(part) ? [] : [{ line: 1, says: `Name "${part}" in kebab-case.` }]),
    ...(empty === undefined ? [] : [{ line: 1, says: `Name "${part}" for what it says, not "${empty}".` }]),
  ];
};

/** An index elsewhere would be a barrel. */
const judgeIndex = (path: string): readonly Remark[] =>
  /^(src|config)\/(.*\/)?index\.tsx?$/.test(path)
    ? [
        {
          line: 1,
          says: 'Import the files themselves; an index is for what is assembled: adapters, workers.',
        },
      ]
    : [];
