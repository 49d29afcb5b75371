import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { realpathSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { startEmbeddedPostgres } from '#src/main/embedded-postgres';
import { findBinaries } from '#src/main/postgres-binaries';
import { ownerOf } from '#src/main/postgres-cluster';
import { findHome } from '#src/main/postgres-home';
import { postgresSettings } from '#src/main/postgres-settings';
import { findServerUser } from '#src/main/postgres-user';
import { migrateQueue } from '#src/queue/schema';
import { migrate } from '#src/store/migrate';
import { makeDataFolder, removeDataFolder } from '#test/support/data-folder';
import { query } from '#test/support/query';
import { silentLog } from '#test/support/silent-log';

/** A PostgreSQL of one's own that comes back on the same port, however it ended. */
export interface Cluster {
  readonly url: string;
  readonly dataDir: string;
  /** `SIGKILL`: it ends between any two instructions. `SIGINT`: a fast restart, which breaks every connection. */
  restart(signal: 'SIGKILL' | 'SIGINT'): Promise<void>;
  close(): Promise<void>;
}

const sharedDir = '/var/lib/kodama';

export const startCluster = async (): Promise<Cluster> => {
  const dataDir = await makeDataFolder();
  const made = await startEmbeddedPostgres({ dataDir, sharedDir, log: silentLog });
  try {
    await migrate(made.url, migrateQueue);
  } finally {
    await made.stop();
  }

  const home = await findHome(realpathSync(dataDir), sharedDir, await findServerUser());
  const user = await ownerOf(home);
  const { postgres } = await findBinaries(sharedDir, user);
  const url = new URL(made.url);
  url.port = `${await freePort()}`;
  // A killed server leaves what it wrote to the system, and no power is cut here: without waiting for the disk this finds the
  // same faults sooner.
  const settings = Object.entries({ ...postgresSettings(Number(url.port)), fsync: 'off' });
  const words = settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]);

  const tryToRun = async (): Promise<ChildProcess | null> => {
    const child = spawn(postgres, ['-D', home.cluster, ...words], {
      ...user,
      cwd: '/',
      env: { LC_ALL: 'C' },
      stdio: 'ignore',
    });
    endWithUs(child);
    while (child.exitCode === null && child.signalCode === null) {
      if (await isUp(url.href)) return child;
      await pause(30);
    }
    return null;
  };
  const run = async (): Promise<ChildProcess> => {
    // What served a killed server may need a moment to go, and holds its memory until then.
    for (let left = 50; left > 0; left -= 1) {
      const child = await tryToRun();
      if (child !== null) return child;
      await pause(100);
    }
    throw new Error(`PostgreSQL does not start on ${dataDir}.`);
  };
  let child = await run();
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  return {
    url: url.href,
    dataDir,
    restart: async (signal) => {
      await end(signal);
      child = await run();
    },
    close: async () => {
      await end('SIGINT');
      await removeDataFolder(dataDir);
    },
  };
};

const isUp = (url: string): Promise<boolean> =>
  query(url, 'select 1').then(
    () => true,
    () => false,
  );

/** Whoever ends without closing leaves nothing running. */
const endWithUs = (child: ChildProcess): void => {
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
};

export const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
};
