import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '#src/ports/system';
import { lockDataFolder } from './data-folder.ts';
import { findBinaries } from './postgres-binaries.ts';
import { makeCluster, ownerOf, readPassword, superuser } from './postgres-cluster.ts';
import { findHome, hasCluster, rememberHome } from './postgres-home.ts';
import { stopOrphan } from './postgres-orphan.ts';
import { runPostgres } from './postgres-process.ts';
import { findServerUser } from './postgres-user.ts';

export interface EmbeddedPostgres {
  /** Holds the superuser's password: never print it. */
  readonly url: string;
  /** Ends the server and gives the data folder free. */
  stop(): Promise<void>;
  /** Resolves when the server ends without being asked to, with what is known of the end; `stop` is still due. */
  readonly died: Promise<string>;
}

interface Given {
  readonly dataDir: string;
  readonly log: Log;
  /** For what must lie where a user without rights can go, when root keeps Kodama in a closed home. */
  readonly sharedDir?: string;
}

/** Throws `DataInUseError` when another Kodama is alive on the same data. */
export async function startEmbeddedPostgres({
  dataDir,
  log,
  sharedDir = '/var/lib/kodama',
}: Given): Promise<EmbeddedPostgres> {
  const lock = await lockDataFolder(dataDir);
  try {
    const server = await startLocked(realpathSync(dataDir), sharedDir, log);
    const stop = (): Promise<void> => server.stop().finally(() => lock.release());
    return { url: server.url, stop, died: server.died };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function startLocked(dataDir: string, sharedDir: string, log: Log): Promise<EmbeddedPostgres> {
  const wanted = await findServerUser();
  const home = await findHome(dataDir, sharedDir, wanted);
  const isNew = !(await hasCluster(home.folder));
  const user = isNew ? wanted : await ownerOf(home);
  const binaries = await findBinaries(sharedDir, user);
  if (isNew) log.info('making the database', { folder: home.folder });
  await makeCluster(home, binaries, user);
  await rememberHome(dataDir, home);
  if ((await stopOrphan(home.cluster)) === 'stopped')
    log.warn('stopped the database server that a killed Kodama had left behind');
  const logFile = join(dataDir, 'postgres.log');
  const password = await readPassword(home);
  const server = await runPostgres({ home, binaries, user, logFile });
  log.info('the database is ready', { folder: home.folder, port: server.port });
  return { url: urlOf(password, server.port), stop: () => server.stop(), died: server.died };
}

export const urlOf = (password: string, port: number): string =>
  `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`;
