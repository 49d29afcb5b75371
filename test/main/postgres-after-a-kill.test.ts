import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#src/main/embedded-postgres';
import { makeDataFolder, removeDataFolder } from '#test/support/data-folder';
import { startOtherKodama } from '#test/support/other-kodama';
import { query } from '#test/support/query';
import { silentLog } from '#test/support/silent-log';

let dataDir = '';
let server: EmbeddedPostgres | undefined;
const start = async (): Promise<EmbeddedPostgres> =>
  (server = await startEmbeddedPostgres({ dataDir, log: silentLog }));
const cluster = (): string => join(dataDir, 'postgres', 'cluster');

beforeEach(async () => {
  dataDir = await makeDataFolder();
});

afterEach(async () => {
  await server?.stop();
  server = undefined;
  await removeDataFolder(dataDir);
});

test('after kill −9 the next start just works, and what was committed is there', async () => {
  const killed = startOtherKodama(dataDir);
  const url = await killed.ready();
  await query(url, `create table letters as select '道路に穴があります' body`);
  await killed.kill9();
  expect(await query(url, 'select 1 alive')).toEqual([{ alive: 1 }]);

  const { url: newUrl } = await start();
  expect(await query(newUrl, 'select body from letters')).toEqual([{ body: '道路に穴があります' }]);
  await expect(query(url, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
});

test('after Kodama and its server are both killed the next start recovers what was committed', async () => {
  const killed = startOtherKodama(dataDir);
  const url = await killed.ready();
  await query(url, `create table letters as select '街灯が消えています' body`);
  const [serverPid = ''] = (await readFile(join(cluster(), 'postmaster.pid'), 'utf8')).split('\n');
  await killed.kill9();
  process.kill(Number(serverPid), 'SIGKILL');

  const { url: newUrl } = await start();
  expect(await query(newUrl, 'select body from letters')).toEqual([{ body: '街灯が消えています' }]);
});

test('a process that now has the old server’s id is left alone and does not hinder the start', async () => {
  await (await start()).stop();
  const { uid, gid } = await stat(cluster());
  const stranger = spawn('/bin/sh', ['-c', 'read never'], { uid, gid, stdio: ['pipe', 'ignore', 'ignore'] });
  await writeFile(
    join(cluster(), 'postmaster.pid'),
    [stranger.pid, cluster(), 1_700_000_000, 5432, '', '127.0.0.1', '', 'ready   ', ''].join('\n'),
  );

  const { url: newUrl } = await start();
  expect(await query(newUrl, 'select 1 one')).toEqual([{ one: 1 }]);
  expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  stranger.kill('SIGKILL');
});

test('killed while the database was being made, the next start makes it anew', async () => {
  const killed = startOtherKodama(dataDir);
  const halfMade = (): string | undefined => readdirSync(dataDir).find((name) => name.includes('.making-'));
  await vi.waitUntil(
    () => halfMade() !== undefined && existsSync(join(dataDir, halfMade() ?? '', 'cluster', 'base')),
    {
      timeout: 10_000,
      interval: 2,
    },
  );
  await killed.kill9();
  expect(halfMade()).toBeDefined();

  const { url: newUrl } = await start();
  expect(await query(newUrl, 'select 1 one')).toEqual([{ one: 1 }]);
  expect((await readdir(dataDir)).filter((name) => name.includes('.making-'))).toEqual([]);
});

test('a folder that holds something else is not overwritten', async () => {
  await mkdir(join(dataDir, 'postgres'));
  await writeFile(join(dataDir, 'postgres', 'accounts.txt'), 'kept');
  await expect(start()).rejects.toThrow(/holds something else.*DATA_DIR/);
  expect(await readFile(join(dataDir, 'postgres', 'accounts.txt'), 'utf8')).toBe('kept');
});
