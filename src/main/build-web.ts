import { createHash } from 'node:crypto';
import { glob, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const stampPath = join(root, 'dist/web/.sources');
const sources = ['src/web/**/*', 'src/http/contract/*.ts', 'vite.config.ts', 'package-lock.json'];

/**
 * Builds the pages into `dist/web` when anything they are made of has changed. An image that ships them built has no
 * Vite, so Vite is only loaded when it is needed.
 */
export const buildWeb = async ({ force = false }: { readonly force?: boolean } = {}): Promise<{
  readonly built: boolean;
}> => {
  const fingerprint = await fingerprintOf(sources);
  const builtFrom = await readFile(stampPath, 'utf8').catch(() => null);
  if (!force && builtFrom === fingerprint) return { built: false };
  const { build } = await import('vite');
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'error' });
  await mkdir(join(root, 'dist/web'), { recursive: true });
  await writeFile(stampPath, fingerprint);
  return { built: true };
};

const fingerprintOf = async (patterns: readonly string[]): Promise<string> => {
  const paths: string[] = [];
  for await (const entry of glob(patterns, { cwd: root, withFileTypes: true }))
    if (entry.isFile()) paths.push(join(entry.parentPath, entry.name));
  const hash = createHash('sha256');
  for (const path of paths.toSorted()) hash.update(path.slice(root.length)).update(await readFile(path));
  return hash.digest('hex');
};
