import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const phoneRoot = join(import.meta.dirname, 'phone');
export const phoneDist = join(import.meta.dirname, '../../../dist/phone');

/** Builds the phone page when its sources changed since the last build. */
export const buildPhone = async (): Promise<'built' | 'unchanged'> => {
  const stamp = join(phoneDist, '.sources');
  const sources = await hashOf([phoneRoot, join(import.meta.dirname, 'contract.ts')]);
  if ((await readFile(stamp, 'utf8').catch(() => '')) === sources) return 'unchanged';
  await run(process.execPath, [viteProgram(), 'build', phoneRoot, '--logLevel', 'warn']);
  await mkdir(phoneDist, { recursive: true });
  await writeFile(stamp, sources);
  return 'built';
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
