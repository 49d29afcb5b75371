import { readFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#src/main/embedded-postgres';
import { makeDataFolder, removeDataFolder } from '#test/support/data-folder';
import { startOtherKodama } from '#test/support/other-kodama';
import { query } from '#test/support/query';
import { silentLog } from '#test/support/silent-log';

let dataDir = '';
let server: EmbeddedPostgres;

const start = (): Promise<EmbeddedPostgres> => startEmbeddedPostgres({ dataDir, log: silentLog });

async function serverPid(): Promise<number> {
  const text = await readFile(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8');
  return Number(text.split('\n')[0]);
}

beforeAll(async () => {
  dataDir = await makeDataFolder();
  server = await start();
  await query(server.url, `create table letters (body text check (body <> '秘密の相談'))`);
});

afterAll(async () => {
  await server.stop();
  await removeDataFolder(dataDir);
});

test('the database keeps what it promised to keep', async () => {
  const [row] = await query(
    server.url,
    `select current_setting('fsync') fsync, current_setting('synchronous_commit') sync,
            current_setting('server_encoding') encoding, version()`,
  );
  expect(row).toMatchObject({ fsync: 'on', sync: 'on', encoding: 'UTF8' });
  expect(row?.['version']).toMatch(/^PostgreSQL 18\./);
});

test('Japanese letters count as letters, so that likeness can be searched', async () => {
  await query(server.url, 'create extension if not exists pg_trgm');
  const [row] = await query(server.url, `select similarity('道路の穴', '道路に穴') likeness`);
  expect(row?.['likeness']).toBeGreaterThan(0);
});

test('only this machine reaches it, and only with the password, which no other user can read', async () => {
  const [row] = await query(
    server.url,
    `select current_setting('listen_addresses') addresses, current_setting('unix_socket_directories') sockets`,
  );
  expect(row).toEqual({ addresses: '127.0.0.1', sockets: '' });
  const { username, password, host } = new URL(server.url);
  await expect(query(`postgres://${username}:guess@${host}/postgres`, 'select 1')).rejects.toThrow(
    /password/,
  );
  const passwordFile = await stat(join(dataDir, 'postgres', 'password'));
  expect(passwordFile.mode & 0o777).toBe(0o600);
  if (process.platform === 'linux')
    expect(readFileSync(`/proc/${await serverPid()}/cmdline`, 'utf8')).not.toContain(password);
});

test('what a resident wrote is not in its log, even when the statement fails', async () => {
  await expect(query(server.url, `insert into letters values ('秘密の相談')`)).rejects.toThrow(/check/);
  await expect(query(server.url, `insert into letters values ($1::int)`, ['秘密の相談'])).rejects.toThrow(
    /integer/,
  );
  await expect(query(server.url, `select 秘密の相談`)).rejects.toThrow(/column/);
  const log = await readFile(join(dataDir, 'postgres.log'), 'utf8');
  expect(log).toContain('ready to accept connections');
  expect(log).not.toContain('秘密の相談');
});

test('a second Kodama on the same data is refused and told what to do', async () => {
  const refusal = expect.objectContaining({
    name: 'DataInUseError',
    message: expect.stringMatching(
      new RegExp(`process ${process.pid}\\).*Stop that one.*DATA_DIR.*DATABASE_URL`),
    ),
  });
  await expect(start()).rejects.toThrow(refusal);
  await expect(startOtherKodama(dataDir).ready()).rejects.toThrow(/DataInUseError/);
  expect(await query(server.url, 'select 1 one')).toEqual([{ one: 1 }]);
});

test('after a stop the next start finds the data again', async () => {
  await query(server.url, `insert into letters values ('街灯が消えています')`);
  await server.stop();
  await expect(query(server.url, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
  server = await start();
  expect(await query(server.url, 'select body from letters')).toEqual([{ body: '街灯が消えています' }]);
});

test('a server that dies by itself is told, one that is stopped is not', async () => {
  const told: string[] = [];
  void server.died.then((how) => told.push(how));
  await server.stop();
  server = await start();
  process.kill(await serverPid(), 'SIGQUIT');
  expect(await server.died).toMatch(/exit code|SIG/);
  expect(told).toEqual([]);
  await server.stop();
  server = await start();
});

test('a Kodama that ends without a word takes its server along', async () => {
  await server.stop();
  const other = startOtherKodama(dataDir);
  const url = await other.ready();
  expect(await other.tell('exit')).toBe(0);
  await vi.waitFor(() => expect(query(url, 'select 1')).rejects.toThrow(/ECONNREFUSED/), { timeout: 5_000 });
  server = await start();
});
