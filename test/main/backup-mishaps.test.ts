import { randomBytes } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { verifyArchive } from '#src/main/archive/verify';
import { writeArchive } from '#src/main/archive/write';
import { writeWhole } from '#src/main/backup-file';
import { mediaFolder } from '#src/main/media-folder';
import { migrateQueue } from '#src/queue/schema';
import { openSnapshot } from '#src/store/backup/snapshot';
import { migrate } from '#src/store/migrate';
import { backUp, makeShelf, otherDatabase, otherMachine, restore } from '#test/support/backup';
import { openCityHall, water, type CityHall } from '#test/support/city-hall';
import { makeDataFolder, removeDataFolder } from '#test/support/data-folder';
import { layMatter, type LaidMatter } from '#test/support/laid-matter';
import { query } from '#test/support/query';
import { runToItsEnd } from '#test/support/run-to-its-end';
import { run } from '#test/support/tools/run-tool';

let hall: CityHall;
let dataDir: string;
let matter: LaidMatter;
const photo = randomBytes(400_000);
const city = (): { readonly DATA_DIR: string; readonly DATABASE_URL: string } => ({
  DATA_DIR: dataDir,
  DATABASE_URL: hall.url,
});
const settings = (): readonly string[] => Object.entries(city()).map(([name, value]) => `${name}=${value}`);
const media = () => mediaFolder(join(dataDir, 'media'));

beforeAll(async () => {
  hall = await openCityHall();
  dataDir = await makeDataFolder();
  matter = await layMatter(hall.url, water);
  await media().put(matter.storedId, Readable.from([photo]), photo.byteLength);
}, 60_000);
afterAll(async () => {
  await hall.drop();
  await removeDataFolder(dataDir);
});

test('a photo that is missing is told by its id, and all else is backed up and comes back', async () => {
  const [shelf, target] = [await makeShelf(), await otherDatabase()];
  const file = join(shelf, 'night.tar.gz');
  const elsewhere = { ...city(), DATA_DIR: target.DATA_DIR };
  const ended = await runToItsEnd(elsewhere, 'backup', null, ['--to', file]);
  expect(ended).toMatchObject({ code: 1, said: expect.stringContaining(`All else is in ${file}`) });
  expect(ended.said).toContain(matter.storedId);
  for (const secret of matter.secrets.filter((one) => one !== matter.storedId))
    expect(ended.said).not.toContain(secret);
  expect(await restore(target, file)).toContain('1 photos or files were missing already');
  const [row] = await query(target.DATABASE_URL, 'select state from attachment where id = $1', [
    matter.storedId,
  ]);
  expect(row).toEqual({ state: 'waiting' });
});

test('a photo that is taken back while the backup is written is not in it, and that is no fault', async () => {
  const other = await layMatter(hall.url, water);
  const file = join(await makeShelf(), 'night.tar.gz');
  const { signal } = new AbortController();
  const snapshot = await openSnapshot(hall.url);
  onTestFinished(() => snapshot.close());
  await query(hall.url, `update attachment set state = 'erasing' where id = $1`, [other.storedId]);
  const late = await layMatter(hall.url, water);
  await writeWhole(file, (out) => writeArchive({ snapshot, media: media(), kodama: '0', out, signal }));
  const { end, tables } = await verifyArchive(file, signal);
  expect(end).toMatchObject({
    media: 1,
    mediaBytes: photo.byteLength,
    mediaGone: [other.storedId],
    mediaMissing: [],
  });
  expect(tables.tables['matter']?.rows).toBe(2);
  for (const { id } of [other, late])
    await query(
      hall.url,
      `delete from attachment where message_id in (select message_id from matter_message where matter_id = $1)`,
      [id],
    );
});

test('where there is no city there is no backup, and nothing is made', async () => {
  const [machine, empty, shelf] = [await otherMachine(), await otherDatabase(), await makeShelf()];
  const nothing = await runToItsEnd(machine, 'backup', null, ['--to', shelf]);
  expect(nothing).toMatchObject({ code: 1, said: expect.stringContaining('nothing to back up') });
  expect(await readdir(machine.DATA_DIR)).toEqual([]);
  const bare = await runToItsEnd(empty, 'backup', null, ['--to', shelf]);
  expect(bare).toMatchObject({ code: 1, said: expect.stringContaining('nothing to back up') });
  expect(await readdir(shelf)).toEqual([]);
});

test('a backup overwrites nothing, and says where it may go', async () => {
  const shelf = await makeShelf();
  const file = join(shelf, 'letters.txt');
  await writeFile(file, 'letters');
  for (const [to, says] of [
    [file, 'is there already'],
    [join(shelf, 'nowhere', 'night.tar.gz'), 'There is no folder'],
    // Made as a file, it would stand in the way of every backup after the first.
    [join(shelf, 'backups'), 'There is no folder'],
  ] as const) {
    const ended = await runToItsEnd(city(), 'backup', null, ['--to', to]);
    expect(ended).toMatchObject({ code: 1, said: expect.stringContaining(says) });
  }
  expect((await runToItsEnd(city(), 'backup')).said).toContain('npm run backup -- --to');
  expect(await readFile(file, 'utf8')).toBe('letters');
  expect(await readdir(shelf)).toEqual(['letters.txt']);
});

test('a disk that is full leaves no half a backup, and is told as that', async () => {
  const shelf = await makeShelf();
  const command = `ulimit -f 100; exec "${process.execPath}" src/main/backup.ts --to "${shelf}"`;
  const ended = await run(process.cwd(), 'env', [...settings(), 'sh', '-c', command]);
  expect(ended).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('There is no room for the backup'),
  });
  expect(await readdir(shelf)).toEqual([]);
});

test('the line for cron in the README makes a backup in the hour’s name', async () => {
  const readme = await readFile('README.md', 'utf8');
  const line = /^0 \* \* \* \* (.+)$/m.exec(readme)?.[1] ?? '';
  const shelf = await makeShelf();
  const command = line.replaceAll('/srv/kodama-backups', shelf).replaceAll('/srv/kodama', process.cwd());
  const ended = await run('/', 'env', [
    '-i',
    `PATH=${process.env['PATH']}`,
    ...settings(),
    'sh',
    '-c',
    command,
  ]);
  expect(ended).toMatchObject({ exitCode: 0 });
  expect(await readdir(shelf)).toEqual([expect.stringMatching(/^kodama-[\d-]+\.tar\.gz$/)]);
});

test('a backup of an older release is restored at its own level and brought up to this one', async () => {
  const [older, target, shelf] = [await otherDatabase(), await otherDatabase(), await makeShelf()];
  const level = [
    '0001-people',
    '0002-talk',
    '0003-matters',
    '0004-sending',
    '0005-walls',
    '0006-account-state-time',
  ];
  await migrate(older.DATABASE_URL, migrateQueue, new Set(level.map((name) => `${name}.sql`)));
  await query(
    older.DATABASE_URL,
    `insert into department (id, name, is_sorting_desk) values ('water', '水道課', false)`,
  );
  const [before] = await query(older.DATABASE_URL, `select to_regclass('epoch') as epoch`);
  expect(before).toEqual({ epoch: null });
  const file = join(shelf, 'night.tar.gz');
  await backUp(older, file);
  await restore(target, file);
  expect(await query(target.DATABASE_URL, 'select name from department')).toEqual([{ name: '水道課' }]);
  expect(await query(target.DATABASE_URL, 'select 1 from epoch')).toHaveLength(1);
  const names = async (url: string) =>
    (await query(url, 'select name from migration order by 1')).map(({ name }) => name);
  expect(await names(target.DATABASE_URL)).toEqual(await names(hall.url));
  await rm(file);
});
