import type { Row } from './part.ts';

/** For people. */
export const printTable = (rows: readonly Row[]): void => {
  const cells = [['what', 'measured', 'aim', ''], ...rows.map(withVerdict)];
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  console.log(`\n${lines.join('\n')}\n`);
};

const withVerdict = ({ what, measured, aim, isReached }: Row): string[] => [
  what,
  measured,
  aim,
  isReached === null ? '' : isReached ? 'reached' : 'MISSED',
];
