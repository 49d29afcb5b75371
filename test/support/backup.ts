import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { makeDataFolder, removeDataFolder } from './data-folder.ts';
import { freshDatabase } from './database.ts';
import { runToItsEnd, type Ended, type Interruption } from './run-to-its-end.ts';

type Place = Readonly<Record<string, string>>;

/** Where the engineer at night puts backups; goes with the test. */
export const makeShelf = async (): Promise<string> => {
  const shelf = await mkdtemp(join(tmpdir(), 'kodama-shelf-'));
  onTestFinished(() => rm(shelf, { recursive: true, force: true }));
  return shelf;
};

/** A machine that never ran Kodama; its database will lie in its folder. */
export const otherMachine = async (): Promise<{ readonly DATA_DIR: string }> => {
  const dataDir = await makeDataFolder();
  onTestFinished(() => removeDataFolder(dataDir));
  return { DATA_DIR: dataDir };
};

/** A machine whose city has an empty database on a server of its own. */
export const otherDatabase = async (): Promise<{
  readonly DATA_DIR: string;
  readonly DATABASE_URL: string;
}> => {
  const { url, drop } = await freshDatabase();
  onTestFinished(() => drop());
  return { ...(await otherMachine()), DATABASE_URL: url };
};

export const backUp = async (place: Place, to: string): Promise<void> => {
  const ended = await runToItsEnd(place, 'backup', null, ['--to', to]);
  expect(ended).toMatchObject({ code: 0, said: expect.stringContaining('Backed up') });
};

export const tryToRestore = (
  place: Place,
  from: string,
  interruption: Interruption | null = null,
): Promise<Ended> => runToItsEnd(place, 'restore', interruption, ['--from', from]);

export const restore = async (place: Place, from: string): Promise<string> => {
  const ended = await tryToRestore(place, from);
  expect(ended).toMatchObject({ code: 0, said: expect.stringContaining('Restored') });
  return ended.said;
};
