import { expect, onTestFinished, test } from 'vitest';
import { readLoad } from '#src/store/health-facts';
import { backUp, makeShelf, otherDatabase, restore } from '#test/support/backup';
import { migratedDatabase } from '#test/support/migrated';
import { query } from '#test/support/query';
import { join } from 'node:path';
import { makeDataFolder, removeDataFolder } from '#test/support/data-folder';

test('the moment of the last whole backup is known where it was made, and not where it is restored', async () => {
  const database = await migratedDatabase();
  onTestFinished(() => database.drop());
  const DATA_DIR = await makeDataFolder();
  onTestFinished(() => removeDataFolder(DATA_DIR));
  const read = () => database.store.asWorker((tx) => readLoad(tx, new Date()));
  expect((await read()).backupTakenAt).toBeNull();
  const file = join(await makeShelf(), 'night.tar.gz');
  await backUp({ DATA_DIR, DATABASE_URL: database.url }, file);
  const first = (await read()).backupTakenAt;
  expect(first).toBeInstanceOf(Date);

  const target = await otherDatabase();
  await restore(target, file);
  expect(await query(target.DATABASE_URL, 'select taken_at from backup_made')).toEqual([]);

  await backUp({ DATA_DIR, DATABASE_URL: database.url }, join(await makeShelf(), 'next.tar.gz'));
  expect((await read()).backupTakenAt?.getTime()).toBeGreaterThan(first?.getTime() ?? Infinity);
}, 90_000);
