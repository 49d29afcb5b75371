import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeDataFolder, removeDataFolder } from '#test/support/data-folder';
import { freshDatabase } from '#test/support/database';
import { startKodama } from '#test/support/kodama';
import { migratedDatabase } from '#test/support/migrated';
import { runToItsEnd } from '#test/support/run-to-its-end';

const dataFolder = async (): Promise<string> => {
  const dataDir = await makeDataFolder();
  onTestFinished(() => removeDataFolder(dataDir));
  return dataDir;
};

const migratedUrl = async (): Promise<string> => {
  const database = await migratedDatabase();
  onTestFinished(() => database.drop());
  return database.url;
};

const isStack = /\n\s+at .+:\d+/;
const emptyPort = 'postgres://kodama:geheim@127.0.0.1:9/kodama';

test(
  'a second start on the same data says who has them, and leaves the first alone',
  { timeout: 60_000 },
  async () => {
    const dataDir = await dataFolder();
    const first = await startKodama({ DATA_DIR: dataDir });
    const { code, said } = await runToItsEnd({ DATA_DIR: dataDir });
    expect(code).toBe(1);
    expect(said).toContain(`in use by another Kodama (process ${first.pid})`);
    expect(said).toContain('Stop that one first');
    expect(said).not.toMatch(isStack);
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
    expect(await first.end()).toBe(0);
  },
);

test('a taken port is named, and the embedded database does not stay behind', async () => {
  const dataDir = await dataFolder();
  const other = createServer();
  onTestFinished(() => void other.close());
  await new Promise<void>((resolve) => other.listen(0, resolve));
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const { code, said } = await runToItsEnd({ DATA_DIR: dataDir, PORT: String(port) });
  expect(code).toBe(1);
  expect(said).toContain(`Port ${port} is taken by another program. Stop that program or set PORT`);
  expect(said).not.toMatch(isStack);
  await expectNoServer(dataDir);
});

test('every fault of the environment is told at once', async () => {
  const { code, said } = await runToItsEnd({
    PORT: 'eighty',
    DATABASE_URL: 'mysql://somewhere',
    PUBLIC_URL: 'kodama.city.example',
  });
  expect(code).toBe(1);
  for (const name of ['PORT', 'DATABASE_URL', 'PUBLIC_URL']) expect(said).toContain(`${name}: `);
  expect(said).not.toMatch(isStack);
});

test('a clerk’s mistake in the city files is told in Japanese with file, line and field', async () => {
  const cityDir = await mkdtemp(join(tmpdir(), 'kodama-city-'));
  onTestFinished(() => rm(cityDir, { recursive: true }));
  await cp('config/city', cityDir, { recursive: true });
  const file = join(cityDir, 'departments.yaml');
  const lines = (await readFile(file, 'utf8')).split('\n');
  const wrong = lines.findIndex((line) => line.includes('phone:'));
  lines[wrong] = (lines[wrong] ?? '').replace(/phone:.*/, 'phone: 代表');
  await writeFile(file, lines.join('\n'));
  const dataDir = await dataFolder();
  const { code, said } = await runToItsEnd({ DATA_DIR: dataDir, CITY_DIR: cityDir });
  expect(code).toBe(1);
  expect(said).toContain('市の設定ファイルに直すところが1か所あります');
  expect(said).toMatch(new RegExp(`departments\\.yaml ${wrong + 1}行目.*phone`));
  expect(said).not.toMatch(isStack);
  await expectNoServer(dataDir);
});

test.for([
  ['nothing listens there', emptyPort, 'nothing listens there'],
  ['no machine has the name', 'postgres://kodama:geheim@nowhere.invalid/kodama', 'no machine has that name'],
])('a database that cannot be reached is told without its password: %s', async ([, url, reason]) => {
  const { code, said } = await runToItsEnd({ DATABASE_URL: url ?? '', DATA_DIR: await dataFolder() });
  expect(code).toBe(1);
  expect(said).toContain('The database "kodama" at');
  expect(said).toContain(reason);
  expect(said).toContain('DATABASE_URL');
  expect(said).not.toContain('geheim');
  expect(said).not.toMatch(isStack);
});

test('a wrong password or a database that is not there is told as such', async () => {
  const url = new URL(await migratedUrl());
  const dataDir = await dataFolder();
  url.pathname = '/no-such-town';
  expect((await runToItsEnd({ DATABASE_URL: url.href, DATA_DIR: dataDir })).said).toContain(
    'The database "no-such-town"',
  );
  url.password = 'wrong';
  const { code, said } = await runToItsEnd({ DATABASE_URL: url.href, DATA_DIR: dataDir });
  expect([code, said]).toEqual([1, expect.stringContaining('refuses the user or the password')]);
});

test.for(['web', 'worker'] as const)(
  'a %s alone on an empty database asks for the migration',
  async (one) => {
    const database = await freshDatabase();
    onTestFinished(() => database.drop());
    const { code, said } = await runToItsEnd(
      { DATABASE_URL: database.url, DATA_DIR: await dataFolder() },
      one,
    );
    expect(code).toBe(1);
    expect(said).toContain('Run `npm run migrate` first');
    expect(said).not.toMatch(isStack);
    const migrated = await runToItsEnd(
      { DATABASE_URL: database.url, DATA_DIR: await dataFolder() },
      'migrate',
    );
    expect(migrated.code).toBe(0);
  },
);

/** A server writes this file first and removes it last. */
const expectNoServer = async (dataDir: string): Promise<void> => {
  const file = join(dataDir, 'postgres', 'cluster', 'postmaster.pid');
  await expect(stat(file)).rejects.toThrow('ENOENT');
  expect((await stat(join(dataDir, 'postgres', 'cluster'))).isDirectory()).toBe(true);
};
