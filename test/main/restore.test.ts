import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { mediaFolder } from '#src/main/media-folder';
import { startEmbeddedPostgres } from '#src/main/embedded-postgres';
import { silentLog } from '#test/support/silent-log';
import { backUp, makeShelf, otherDatabase, otherMachine, restore, tryToRestore } from '#test/support/backup';
import { openCityHall, water, type CityHall } from '#test/support/city-hall';
import { makeDataFolder, removeDataFolder } from '#test/support/data-folder';
import { layMatter } from '#test/support/laid-matter';
import { query } from '#test/support/query';
import { runToItsEnd } from '#test/support/run-to-its-end';
import { dumpTables, tablesIn } from '#test/support/table-dump';

let hall: CityHall;
let dataDir: string;
let backup: Buffer;
const city = (): { readonly DATA_DIR: string; readonly DATABASE_URL: string } => ({
  DATA_DIR: dataDir,
  DATABASE_URL: hall.url,
});

beforeAll(async () => {
  hall = await openCityHall();
  dataDir = await makeDataFolder();
  const { storedId } = await layMatter(hall.url, water);
  await mediaFolder(join(dataDir, 'media')).put(storedId, Readable.from([Buffer.alloc(300_000, 7)]), 300_000);
  const file = join(dataDir, 'night.tar.gz');
  await backUp(city(), file);
  backup = await readFile(file);
}, 60_000);
afterAll(async () => {
  await hall.drop();
  await removeDataFolder(dataDir);
});

const onShelf = async (bytes: Buffer): Promise<string> => {
  const file = join(await makeShelf(), 'night.tar.gz');
  await writeFile(file, bytes);
  return file;
};

/** The same number of bytes, so that the archive itself stays sound. */
const altered = (from: string, to: string, behind = ''): Buffer => {
  const tar = gunzipSync(backup);
  const at = tar.indexOf(from, tar.indexOf(behind));
  if (at < 0 || from.length !== to.length) throw new Error(`there is no ${from}`);
  tar.write(to, at);
  return gzipSync(tar);
};

const flipped = (): Buffer => {
  const bytes = Buffer.from(backup);
  const middle = bytes.byteLength >> 1;
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 0x10, middle);
  return bytes;
};

const broken: readonly (readonly [string, () => Buffer, RegExp])[] = [
  ['cut off in the middle', () => backup.subarray(0, backup.byteLength >> 1), /cut off/],
  [
    'cut off at its last entries',
    () => gzipSync(gunzipSync(backup).subarray(0, -2560)),
    /cut off|end is missing/,
  ],
  ['damaged by one bit', flipped, /cannot be used/],
  ['altered in one row', () => altered('water', 'wader', 'tables/department/'), /department do not match/],
  [
    'altered in a photo',
    () => altered('\u0007'.repeat(9), '\u0008'.repeat(9), 'media/'),
    /photo or a file does not match/,
  ],
  ['no backup', () => Buffer.from('not a backup'), /no backup at all/],
  ['another archive', () => gzipSync(Buffer.alloc(1024)), /parts of it|end is missing/],
  [
    'of another format',
    () => altered('"format": 1', '"format": 2'),
    /format 2.*restore it with the release that wrote it/,
  ],
  ['of a newer release', () => altered('0001-people.sql', '9901-people.sql'), /9901-people\.sql.*newer one/],
];

test.for(broken)('a backup %s is refused before anything is touched', async ([, make, says]) => {
  const target = await otherDatabase();
  const ended = await tryToRestore(target, await onShelf(make()));
  expect(ended).toMatchObject({ code: 1, said: expect.stringMatching(says) });
  expect(ended.said).not.toMatch(/\n {4}at /);
  expect(await tablesIn(target.DATABASE_URL)).toEqual([]);
});

test('a database with a city in it is never overwritten', async () => {
  const before = await dumpTables(hall.url);
  const ended = await tryToRestore(city(), await onShelf(backup));
  expect(ended).toMatchObject({
    code: 1,
    said: expect.stringMatching(/not empty \(a city with 1 staff and 1 matters\)/),
  });
  expect(await dumpTables(hall.url)).toEqual(before);
  expect((await runToItsEnd(city(), 'migrate')).code).toBe(0);
});

test.for(['filling the tables', 'the tables are filled'])(
  'killed at "%s", a restore leaves nothing that starts, and run again it is whole',
  async (moment) => {
    const target = await otherDatabase();
    const file = await onShelf(backup);
    const killed = await tryToRestore(target, file, { after: moment, signal: 'SIGKILL' });
    expect(killed.said).not.toContain('Restored');
    for (const program of ['start', 'web', 'migrate'] as const) {
      const refused = await runToItsEnd(target, program);
      expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('was interrupted') });
    }
    await restore(target, file);
    expect((await dumpTables(target.DATABASE_URL))['message']).toEqual(
      (await dumpTables(hall.url))['message'],
    );
    expect((await runToItsEnd(target, 'migrate')).code).toBe(0);
    expect(await tablesIn(target.DATABASE_URL)).toEqual(await tablesIn(hall.url));
  },
);

test('two restores into one database do not meet', async () => {
  const target = await otherDatabase();
  const file = await onShelf(backup);
  const both = await Promise.all([tryToRestore(target, file), tryToRestore(target, file)]);
  expect(both.map(({ code }) => code ?? -1).toSorted((a, b) => a - b)).toEqual([0, 1]);
  expect((await dumpTables(target.DATABASE_URL))['message']).toEqual((await dumpTables(hall.url))['message']);
});

test('a restore into the folder of a Kodama that runs is refused', async () => {
  const [machine, file] = [await otherMachine(), await onShelf(backup)];
  const running = await startEmbeddedPostgres({ dataDir: machine.DATA_DIR, log: silentLog });
  onTestFinished(() => running.stop());
  const ended = await tryToRestore(machine, file);
  expect(ended).toMatchObject({ code: 1, said: expect.stringContaining('in use by another Kodama') });
  expect(await query(running.url, `select 1 from pg_tables where schemaname = 'public'`)).toEqual([]);
});
