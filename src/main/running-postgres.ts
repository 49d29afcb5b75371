import { realpathSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { CannotStartError } from './cannot-start.ts';
import { urlOf } from './embedded-postgres.ts';
import { readPassword } from './postgres-cluster.ts';
import { findHome, hasCluster } from './postgres-home.ts';
import { findServerUser } from './postgres-user.ts';
import { readPostmaster } from './postmaster-file.ts';

const sharedDir = '/var/lib/kodama';

/** Whether an embedded database was ever made for this data folder. Makes nothing. */
export const hasDatabase = async (dataDir: string): Promise<boolean> => {
  const folder = realPath(dataDir);
  if (folder === null) return false;
  return hasCluster((await findHome(folder, sharedDir, await findServerUser())).folder);
};

/** The url of the server that another Kodama runs on this folder; it may just be starting. Holds a password. */
export const joinRunningPostgres = async (dataDir: string): Promise<string> => {
  const home = await findHome(realpathSync(dataDir), sharedDir, await findServerUser());
  for (let waitedMs = 0; waitedMs < 10_000; waitedMs += 100) {
    const server = await readPostmaster(home.cluster);
    if (server?.isReady === true) return urlOf(await readPassword(home), server.port);
    await pause(100);
  }
  throw new CannotStartError(
    `Another program holds the data in ${dataDir}, and its database does not answer. Look at what it says, then try again.`,
  );
};

const realPath = (path: string): string | null => {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
};
