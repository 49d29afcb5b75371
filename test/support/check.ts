import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ambient } from './rules/ambient.ts';
import { comments } from './rules/comments.ts';
import { envReads } from './rules/env-reads.ts';
import { fileLength } from './rules/file-length.ts';
import { fileNames } from './rules/file-names.ts';
import { importLaw } from './rules/import-law.ts';
import { japaneseLiterals } from './rules/japanese.ts';
import { ownGround } from './rules/own-ground.ts';
import { readmes } from './rules/readmes.ts';
import type { Check, Finding, House, Outcome } from './rules/rule.ts';
import { Source } from './rules/source.ts';
import { testDoubles } from './rules/test-doubles.ts';
import { formatting } from './tools/format.ts';
import { lint } from './tools/lint.ts';
import { run } from './tools/run-tool.ts';
import { typeChecks } from './tools/types.ts';
import { unused } from './tools/unused.ts';

/** Holds the house rules against the folder it is called in. */
const main = async (root: string): Promise<void> => {
  const house = await openHouse(root);
  const checks: readonly Check[] = [
    lint,
    ...typeChecks(root),
    unused,
    importLaw,
    envReads,
    ambient,
    japaneseLiterals,
    testDoubles,
    comments,
    fileLength,
    fileNames,
    readmes,
    ownGround,
    formatting,
  ];
  const outcomes = await Promise.all(
    checks.map(async (check) => ({ check, ...(await outcomeOf(check, house)) })),
  );
  for (const { check, read, findings } of outcomes) console.log(describe(check, { read, findings }));
  const failed = outcomes.filter((outcome) => !isPassed(outcome)).length;
  console.log(
    failed === 0 ? `All ${checks.length} checks passed.` : `${failed} of ${checks.length} checks failed.`,
  );
  process.exitCode = failed === 0 ? 0 : 1;
};

const openHouse = async (root: string): Promise<House> => {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'];
  const { stdout, stderr, exitCode } = await run(root, 'git', args);
  if (exitCode !== 0) throw new Error(`Run the checks in a git repository: ${stderr}`);
  const sources = stdout.split('\0').flatMap((path) => openSource(root, path));
  return { root, sources };
};

/** Nothing for pictures, for links to folders, and for what git still lists though it was deleted. */
const openSource = (root: string, path: string): readonly Source[] => {
  if (statSync(join(root, path), { throwIfNoEntry: false })?.isFile() !== true) return [];
  const text = readFileSync(join(root, path), 'utf8');
  return text.includes('\0') ? [] : [new Source(path, text)];
};

const isPassed = ({ read, findings }: Outcome): boolean =>
  read > 0 && findings.every(({ weight }) => weight === 'warns');

const describe = ({ name }: Check, outcome: Outcome): string => {
  const { read, findings } = outcome;
  const remark = read === 0 ? ' It proves nothing: mend the check, or give it something to read.' : '';
  return [
    `${isPassed(outcome) ? 'ok  ' : 'FAIL'} ${name}: ${read} read.${remark}`,
    ...findings.map(({ weight, path, line, says }) =>
      weight === 'warns' ? `${path}:${line}: (warning) ${says}` : `${path}:${line}: ${says}`,
    ),
  ].join('\n');
};

const outcomeOf = async (check: Check, house: House): Promise<Outcome> => {
  try {
    return await check.run(house);
  } catch (cause) {
    const says = `The check itself broke: ${String(cause)}`;
    const finding: Finding = { weight: 'fails', path: 'test/support/check.ts', line: 1, says };
    return { read: 0, findings: [finding] };
  }
};

await main(process.cwd());
