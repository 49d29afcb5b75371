import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const phoneRoot = join(import.meta.dirname, 'phone');
export const phoneDist = join(import.meta.dirname, '../../../dist/phone');

/** Builds the phone page when its sources changed since the last build; two programs may do so at the same time. */
export const buildPhone = async (): Promise<'built' | 'unchanged'> => {
  const sources = await hashOf([phoneRoot, join(import.meta.dirname, 'contract.ts')]);
  if ((await readFile(join(phoneDist, stamp), 'utf8').catch(() => '')) === sources) return 'unchanged';
  const staged = `${phoneDist}-${process.pid}`;
  const options = ['--outDir', staged, '--emptyOutDir', '--logLevel', 'warn'];
  await run(process.execPath, [viteProgram(), 'build', phoneRoot, ...options]);
  await writeFile(join(staged, stamp), sources);
  await swapIn(staged);
  return 'built';
};

const stamp = '.sources';

/** Renaming is one step for everyone who looks; whoever comes second keeps the first one's page, made from the same sources. */
const swapIn = async (staged: string): Promise<void> => {
  const aside = `${staged}-old`;
  await rename(phoneDist, aside).catch(() => undefined);
  await rename(staged, phoneDist).catch(() => rm(staged, { recursive: true }));
  await rm(aside, { recursive: true, force: true });
};

/** Vite runs apart: inside our process it would set NODE_ENV to production and keep its memory. */
const viteProgram = (): string =>
  fileURLToPath(new URL('bin/vite.js', import.meta.resolve('vite/package.json')));

const run = promisify(execFile);

const hashOf = async (places: readonly string[]): Promise<string> => {
  const hash = createHash('sha256');
  for (const place of places) {
    for (const file of await filesIn(place)) hash.update(file).update(await readFile(file));
  }
  return hash.digest('hex');
};

const filesIn = async (place: string): Promise<string[]> => {
  if (place.endsWith('.ts')) return [place];
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
};
