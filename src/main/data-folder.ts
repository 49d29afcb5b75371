import { readFile, writeFile } from 'node:fs/promises';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CannotStartError } from './cannot-start.ts';

/** Two programs on one data folder would each start a database server over the same files. */
export class DataInUseError extends Error {
  constructor(dataDir: string, holder: string | null, options?: ErrorOptions) {
    const who = holder === null ? 'another Kodama' : `another Kodama (process ${holder})`;
    super(
      `The data in ${dataDir} is in use by ${who}. Stop that one first, or give this one its own folder ` +
        `with DATA_DIR, or share one database between them with DATABASE_URL.`,
      options,
    );
    this.name = 'DataInUseError';
  }
}

/**
 * Holds the folder until `release` is called or this process ends, however it ends. The lock is one that the
 * kernel keeps on an open file (SQLite's, because Node itself offers none), so neither kill −9 nor a reboot
 * nor a process id used again can leave a false one behind.
 */
export async function lockDataFolder(dataDir: string): Promise<{ release(): void }> {
  mkdirSync(dataDir, { recursive: true });
  const holderFile = join(dataDir, 'kodama.pid');
  const lockFile = join(dataDir, 'kodama.lock');
  const file = new DatabaseSync(lockFile, { open: false });
  try {
    file.open();
    file.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    if (file.isOpen) file.close();
    if (isBusy(cause)) throw new DataInUseError(dataDir, await readHolder(holderFile), { cause });
    throw new CannotStartError(`Cannot lock ${lockFile}. Start Kodama as the user who owns ${dataDir}.`, {
      cause,
    });
  }
  // The listener also keeps `file` reachable: collected as garbage it would be closed, and the lock lost.
  const release = (): void => {
    process.off('exit', release);
    if (file.isOpen) file.close();
  };
  process.once('exit', release);
  await writeFile(holderFile, `${process.pid}\n`);
  return { release };
}

const sqliteBusy = 5;
const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy;

async function readHolder(path: string): Promise<string | null> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return /^\d+$/.test(text.trim()) ? text.trim() : null;
}
