import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CannotStartError } from './cannot-start.ts';
import { mayEnter, type ServerUser } from './postgres-user.ts';

/** `cluster` is PostgreSQL's own folder, the user's; what lies beside it is ours. */
export interface PostgresHome {
  readonly folder: string;
  readonly cluster: string;
  readonly passwordFile: string;
  /** How the paths begin under which this home is made before it is moved to its place. */
  readonly makingPrefix: string;
}

/** Where the data of `dataDir` lies, or will lie: inside it, or where its pointer file says. */
export async function findHome(dataDir: string, sharedDir: string, user: ServerUser): Promise<PostgresHome> {
  const pointer = await readPointer(dataDir);
  if (pointer !== null) {
    if (await hasCluster(pointer)) return home(pointer);
    throw new CannotStartError(
      `${pointerFile(dataDir)} says that the database is in ${pointer}, but nothing is there. ` +
        `Restore that folder; or, to begin with an empty database, remove the pointer file.`,
    );
  }
  const inside = join(dataDir, 'postgres');
  if ((await hasCluster(inside)) || (await mayEnter(user, dataDir))) return home(inside);
  await mkdir(sharedDir, { recursive: true, mode: 0o755 });
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  // The random part lets a removed data folder begin anew instead of finding its old database again.
  const folder = join(sharedDir, `${hash}-${randomBytes(4).toString('hex')}`);
  return { ...home(folder), makingPrefix: join(sharedDir, `${hash}.making-`) };
}

/** Called when the cluster is complete, so that a pointer always points at a whole one. */
export async function rememberHome(dataDir: string, { folder }: PostgresHome): Promise<void> {
  if (folder === join(dataDir, 'postgres')) return;
  const making = `${pointerFile(dataDir)}.making`;
  await writeFile(making, `${folder}\n`, { flush: true });
  await rename(making, pointerFile(dataDir));
}

export const hasCluster = async (folder: string): Promise<boolean> =>
  (await stat(join(folder, 'cluster', 'PG_VERSION')).catch(() => null)) !== null;

const home = (folder: string): PostgresHome => ({
  folder,
  cluster: join(folder, 'cluster'),
  passwordFile: join(folder, 'password'),
  makingPrefix: `${folder}.making-`,
});

const pointerFile = (dataDir: string): string => join(dataDir, 'postgres-location');

async function readPointer(dataDir: string): Promise<string | null> {
  const text = await readFile(pointerFile(dataDir), 'utf8').catch(() => '');
  return text.trim() === '' ? null : text.trim();
}
