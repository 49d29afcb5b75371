import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { glob, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CannotStartError } from './cannot-start.ts';

export interface Pages {
  /** For each call of Vite what it is told beside where to write: its root, or its config. */
  readonly viteOptions: readonly (readonly string[])[];
  /** Globs, from the repository's root, of everything the pages are made of. */
  readonly sources: readonly string[];
  readonly folder: string;
}

export const repository = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Builds pages when anything they are made of has changed since the last build; two programs may do so at the same time.
 * Vite runs apart: inside our process it would set NODE_ENV to production and keep its memory.
 */
export const buildPages = async ({
  viteOptions,
  sources,
  folder,
}: Pages): Promise<{ readonly built: boolean }> => {
  const fingerprint = await fingerprintOf(sources);
  const builtFrom = await readFile(join(folder, stamp), 'utf8').catch(() => null);
  if (builtFrom === fingerprint) return { built: false };
  const vite = viteProgram();
  if (vite === null) {
    if (builtFrom !== null) return { built: false };
    throw new CannotStartError(
      `The pages in ${folder} are not built, and what builds them is not installed. Run \`npm ci\` without --omit=dev, ` +
        'or bring them along: `npm run build` where it is installed makes them.',
    );
  }
  const staged = `${folder}-${process.pid}`;
  await rm(staged, { recursive: true, force: true });
  const toStaged = ['--outDir', staged, '--logLevel', 'warn'];
  for (const options of viteOptions)
    await run(process.execPath, [vite, 'build', ...options, ...toStaged], { cwd: repository });
  await writeFile(join(staged, stamp), fingerprint);
  await swapIn(staged, folder);
  return { built: true };
};

const stamp = '.sources';

/** Null in an image: it brings the pages built and has none of the tools, nor all of the sources. */
const viteProgram = (): string | null => {
  try {
    const found = findPackageJSON('vite', import.meta.url);
    return found === undefined ? null : join(dirname(found), 'bin/vite.js');
  } catch {
    return null;
  }
};

const run = promisify(execFile);

/** Renaming is one step for everyone who looks; whoever comes second keeps the first one's pages, made from the same sources. */
const swapIn = async (staged: string, folder: string): Promise<void> => {
  const aside = `${staged}-old`;
  await rename(folder, aside).catch(() => undefined);
  await rename(staged, folder).catch(() => rm(staged, { recursive: true }));
  await rm(aside, { recursive: true, force: true });
};

const fingerprintOf = async (patterns: readonly string[]): Promise<string> => {
  const paths: string[] = [];
  for await (const entry of glob(patterns, { cwd: repository, withFileTypes: true }))
    if (entry.isFile()) paths.push(join(entry.parentPath, entry.name));
  const hash = createHash('sha256');
  for (const path of paths.toSorted())
    hash.update(path.slice(repository.length)).update(await readFile(path));
  return hash.digest('hex');
};
