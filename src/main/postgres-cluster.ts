import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { CannotStartError } from './cannot-start.ts';
import type { Binaries } from './postgres-binaries.ts';
import { hasCluster, type PostgresHome } from './postgres-home.ts';
import { ourselves, type ServerUser } from './postgres-user.ts';

export const superuser = 'kodama';

/**
 * Makes the database cluster if there is none. It is made beside its place and then moved there whole, so what
 * is found in its place later is always complete; a half-made one is swept away.
 */
export async function makeCluster(home: PostgresHome, binaries: Binaries, user: ServerUser): Promise<void> {
  await sweepHalfMade(home);
  if (await hasCluster(home.folder)) return;
  const making = `${home.makingPrefix}${randomBytes(4).toString('hex')}`;
  const password = randomBytes(24).toString('base64url');
  await mkdir(join(making, 'cluster'), { recursive: true });
  await chmod(making, 0o711);
  await chmod(join(making, 'cluster'), 0o700);
  await chown(join(making, 'cluster'), user.uid, user.gid);
  await writeFile(join(making, 'password'), password, { mode: 0o600, flush: true });
  await initialise(making, password, binaries, user);
  await rename(making, home.folder).catch((cause: unknown) => {
    const advice = 'That folder holds something else: move it away, or choose another DATA_DIR.';
    throw new CannotStartError(`Cannot put the new database into ${home.folder}. ${advice}`, { cause });
  });
  await syncFolder(dirname(home.folder));
}

/** An existing cluster runs as whoever owns it: root may start what an ordinary user began. */
export async function ownerOf({ cluster }: PostgresHome): Promise<ServerUser> {
  const { uid, gid } = await stat(cluster);
  const us = ourselves();
  if (us.uid !== 0 && us.uid !== uid)
    throw new CannotStartError(
      `${cluster} belongs to another user (id ${uid}) than the one running Kodama (id ${us.uid}). ` +
        `Start Kodama as that user or as root, or choose another DATA_DIR.`,
    );
  return { uid, gid };
}

export const readPassword = ({ passwordFile }: PostgresHome): Promise<string> =>
  readFile(passwordFile, 'utf8');

async function initialise(
  making: string,
  password: string,
  binaries: Binaries,
  user: ServerUser,
): Promise<void> {
  // initdb reads the password from a file that its user can read; ours beside the cluster stays ours alone.
  const handOver = join(making, 'password-for-initdb');
  await writeFile(handOver, password, { mode: 0o600 });
  await chown(handOver, user.uid, user.gid);
  const asked = [`--pgdata=${join(making, 'cluster')}`, `--username=${superuser}`, `--pwfile=${handOver}`];
  try {
    await run(binaries.initdb, [...asked, ...cluster], { ...user, cwd: '/', env: { LC_ALL: 'C' } });
  } catch (cause) {
    await rm(making, { recursive: true, force: true });
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr) : String(cause);
    throw new CannotStartError(`PostgreSQL could not make its database in ${dirname(making)}: ${said}`, {
      cause,
    });
  }
  await rm(handOver);
}

/**
 * Sorting is the built-in C.UTF-8, the same on every machine. The character type is the system's UTF-8 all the
 * same: with `C` pg_trgm takes no Japanese character for a letter and finds nothing.
 */
const cluster = [
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--locale=C',
  `--lc-ctype=${process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'}`,
  '--auth=scram-sha-256',
];

/** A move that a power cut undid would make the whole database look half-made. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function sweepHalfMade({ makingPrefix }: PostgresHome): Promise<void> {
  const place = dirname(makingPrefix);
  const entries = await readdir(place).catch(() => []);
  // Retried, because an initdb that outlived a killed Kodama may still be writing there.
  for (const entry of entries)
    if (entry.startsWith(basename(makingPrefix)))
      await rm(join(place, entry), {
        recursive: true,
        force: true,
        maxRetries: 20,
        retryDelay: 50,
      });
}

const run = promisify(execFile);
