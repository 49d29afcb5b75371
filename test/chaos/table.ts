import type { Backend } from './city.ts';
import type { Outcome } from './run.ts';

const columns: readonly (readonly [string, (backend: Backend, outcome: Outcome) => string])[] = [
  ['queue', (backend) => backend],
  ['seed', (_, { seed }) => `${seed}`],
  ['sent', (_, { sent }) => `${sent}`],
  ['acknowledged', (_, { acknowledged }) => `${acknowledged}`],
  ['redelivered', (_, { redelivered }) => `${redelivered}`],
  ['answers', (_, { answered }) => `${answered}`],
  ['lost', (_, { counts }) => `${counts.lost}`],
  ['doubled', (_, { counts }) => `${counts.doubled}`],
  ['misordered', (_, { counts }) => `${counts.misordered}`],
  ['misdirected', (_, { counts }) => `${counts.misdirected}`],
  ['left', (_, { counts }) => `${counts.left}`],
  ['rekeyed', (_, { counts }) => `${counts.rekeyed}`],
  ['unknown', (_, { unknown }) => `${unknown}`],
  ['hung', (_, { hung }) => `${hung}`],
  ['faults', (_, { faults }) => `${Object.values(faults).reduce((sum, count) => sum + count, 0)}`],
  ['seconds to catch up', (_, { caughtUpAfterS }) => caughtUpAfterS?.toFixed(1) ?? 'never'],
];

const names = columns.map(([name]) => name);

export const headLines = (isMarkdown: boolean): readonly string[] =>
  isMarkdown
    ? [inMarkdown(names), inMarkdown(names.map((_, index) => (index === 0 ? '---' : '---:')))]
    : [inColumns(names)];

export const rowOf = (isMarkdown: boolean, backend: Backend, outcome: Outcome): string => {
  const cells = columns.map(([, read]) => read(backend, outcome));
  return isMarkdown ? inMarkdown(cells) : inColumns(cells);
};

export const jsonOf = (backend: Backend, { troubles, histories, ...outcome }: Outcome): string =>
  JSON.stringify({
    backend,
    ...outcome,
    troubles: troubles.slice(0, 20),
    histories,
  });

const inMarkdown = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const inColumns = (cells: readonly string[]): string =>
  cells.map((cell, index) => cell.padEnd(names[index]?.length ?? 0)).join('  ');
