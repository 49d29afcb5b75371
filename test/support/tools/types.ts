import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Check, Finding } from '#test/support/rules/rule';
import { runTool } from './run-tool.ts';

const projects = ['tsconfig.json', 'src/web/tsconfig.json', 'test/emulators/line/phone/tsconfig.json'];

/** One check for each project that is there; the server's must be. */
export const typeChecks = (root: string): readonly Check[] =>
  projects
    .filter((project, index) => index === 0 || existsSync(join(root, project)))
    .map((project) => ({ name: `types ${project}`, run: () => check(root, project) }));

const check = async (root: string, project: string) => {
  const args = ['-p', project, '--noEmit', '--pretty', 'false', '--listFiles'];
  const { stdout, stderr, exitCode } = await runTool(root, 'typescript/bin/tsc', args);
  const lines = stdout.split('\n');
  const read = lines.filter((line) => isOurs(root, line)).length;
  const findings = lines.flatMap((line) => parse(root, project, line));
  if (exitCode !== 0 && findings.length === 0)
    throw new Error(`tsc ended with ${exitCode}: ${stderr}${stdout}`);
  return { read, findings };
};

const isOurs = (root: string, line: string): boolean =>
  line.startsWith('/') && !relative(root, line).startsWith('..') && !line.includes('/node_modules/');

const parse = (root: string, project: string, line: string): readonly Finding[] => {
  const placed = /^(?<path>[^(]+)\((?<at>\d+),\d+\): error (?<says>.*)$/.exec(line)?.groups;
  if (placed !== undefined) {
    const path = relative(root, resolve(root, placed['path'] ?? ''));
    return [{ weight: 'fails', path, line: Number(placed['at']), says: placed['says'] ?? '' }];
  }
  const unplaced = /^error (.*)$/.exec(line)?.[1];
  return unplaced === undefined ? [] : [{ weight: 'fails', path: project, line: 1, says: unplaced }];
};
