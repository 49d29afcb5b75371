import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rename, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { copyOf, readDockerfile, type Stage } from './dockerfile.ts';

export interface BuiltImage {
  /** The folder that the image's programs stand in. */
  readonly app: string;
  readonly final: Stage;
}

const repository = join(import.meta.dirname, '../..');
const run = promisify(execFile);

/** Follows the Dockerfile's own steps into a folder, as far as they do not need another machine's root. */
export const buildImage = async (root: string): Promise<BuiltImage> => {
  const stages = readDockerfile(await readFile(join(repository, 'Dockerfile'), 'utf8'));
  for (const stage of stages) await buildStage(stage, root);
  const final = stages.at(-1);
  if (final === undefined) throw new Error('the Dockerfile is empty');
  return { app: placeOf(root, final.name, '/app'), final };
};

const placeOf = (root: string, stage: string, path: string): string => join(root, stage, path);

const buildStage = async ({ name, steps }: Stage, root: string): Promise<void> => {
  let folder = '/';
  for (const { word, rest } of steps) {
    const here = placeOf(root, name, folder);
    switch (word) {
      case 'WORKDIR':
        folder = rest;
        await mkdir(placeOf(root, name, folder), { recursive: true, mode: 0o755 });
        break;
      case 'COPY':
        await copy(root, here, rest);
        break;
      case 'RUN':
        if (rest === 'npm ci') await symlink(join(repository, 'node_modules'), join(here, 'node_modules'));
        else if (!isRootsAffair.test(rest)) await run('sh', ['-c', rest], { cwd: here, env });
        break;
    }
  }
};

/** The full install is the one this test runs from; installing it once more would take a minute and show nothing. */
const env = {
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  // A network may have certificates of its own.
  NODE_EXTRA_CA_CERTS: process.env['NODE_EXTRA_CA_CERTS'],
  npm_config_prefer_offline: 'true',
};

const isRootsAffair = /^install --directory --owner=node --group=node \/data$/;

const copy = async (root: string, here: string, rest: string): Promise<void> => {
  const { from, sources, target } = copyOf(rest);
  for (const source of sources) {
    const origin = from === null ? join(repository, source) : placeOf(root, from, source);
    const name = target.endsWith('/') ? join(target, source) : target;
    await mkdir(dirname(join(here, name)), { recursive: true });
    // Nobody needs an earlier stage once it was copied from, and moving ten thousand files takes no time.
    if (from !== null) await rename(origin, join(here, name));
    else await cp(origin, join(here, name), { recursive: true, verbatimSymlinks: true });
  }
};
