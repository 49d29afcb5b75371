import { relative } from 'node:path';
import type { Reporter } from 'knip';

/** Knip's own reports do not say how many files were read. */
const report: Reporter = ({ counters, issues, cwd }) => {
  const found = Object.entries(issues).flatMap(([kind, files]) =>
    Object.values(files)
      .flatMap((symbols) => Object.values(symbols))
      .map(({ filePath, line, symbol }) => ({
        kind,
        path: relative(cwd, filePath),
        line: line ?? 1,
        symbol,
      })),
  );
  process.stdout.write(JSON.stringify({ read: counters.processed, issues: found }));
};

export default report;
