import { chmod, mkdtemp, readFile, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** An empty data folder that the database's user may enter, so that the database lies inside it even for root. */
export async function makeDataFolder(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'kodama-test-'));
  await chmod(dataDir, 0o711);
  return dataDir;
}

/** PostgreSQL removes this file as its last act. */
export const serverFileIn = (dataDir: string): string =>
  join(dataDir, 'postgres', 'cluster', 'postmaster.pid');

/** Removes the folder, and the database that lies elsewhere when root's folder was closed. */
export async function removeDataFolder(dataDir: string): Promise<void> {
  const elsewhere = (await readFile(join(dataDir, 'postgres-location'), 'utf8').catch(() => '')).trim();
  if (elsewhere !== '') {
    await rm(elsewhere, { recursive: true, force: true });
    await rmdir(dirname(elsewhere)).catch(() => undefined);
  }
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}
