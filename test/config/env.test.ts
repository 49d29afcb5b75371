import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { EnvError, readEnv } from '#config/env';
import { secretNames } from '#config/secret-files';

test('with nothing set everything has a default, and LINE is off', () => {
  expect(readEnv({})).toEqual({
    isProduction: false,
    port: 3000,
    publicUrl: 'http://localhost:3000',
    dataDir: 'data',
    databaseUrl: null,
    redisUrl: null,
    cityDir: null,
    line: { kind: 'off' },
    trustedProxies: 0,
    workerHealthPort: null,
    metricsPort: null,
    metricsToken: null,
  });
});

test('an empty line in the file of settings means the same as none', () => {
  expect(readEnv({ PORT: '', DATABASE_URL: '', LINE_CHANNEL_SECRET: '' })).toEqual(readEnv({}));
});

test('all faults are told at once, each with its name and none with its value', () => {
  const secret = 'not-a-url-but-a-secret';
  const read = () =>
    readEnv({ PORT: 'abc', DATABASE_URL: secret, REDIS_URL: 'http://redis', NODE_ENV: 'prod' });
  expect(read).toThrow(EnvError);
  expect(read).toThrow(/NODE_ENV[^]*PORT[^]*DATABASE_URL[^]*REDIS_URL/);
  expect(read).not.toThrow(secret);
});

test('LINE is on with both credentials, and half of them names the other', () => {
  expect(readEnv({ LINE_CHANNEL_SECRET: 's', LINE_CHANNEL_ACCESS_TOKEN: 't' }).line).toEqual({
    kind: 'on',
    channelSecret: 's',
    channelAccessToken: 't',
    apiBaseUrl: 'https://api.line.me',
    dataApiBaseUrl: 'https://api-data.line.me',
  });
  expect(readEnv({ LINE_CHANNEL_SECRET: 's' }).line).toEqual({
    kind: 'incomplete',
    missing: 'LINE_CHANNEL_ACCESS_TOKEN',
  });
  expect(readEnv({ LINE_CHANNEL_ACCESS_TOKEN: 't' }).line).toEqual({
    kind: 'incomplete',
    missing: 'LINE_CHANNEL_SECRET',
  });
});

const fileWith = async (content: string): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'kodama-secret-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'secret'), content);
  return join(folder, 'secret');
};

test.for(['\n', '\r\n', ''])(
  'a secret may lie in a file, whose last newline %j is no part of it',
  async (newline) => {
    const env = readEnv({
      DATABASE_URL_FILE: await fileWith(`postgres://kodama:geheim@db/kodama${newline}`),
      REDIS_URL_FILE: await fileWith(`redis://:geheim@redis:6379/0${newline}`),
      LINE_CHANNEL_SECRET_FILE: await fileWith(`s e ${newline}`),
      LINE_CHANNEL_ACCESS_TOKEN_FILE: await fileWith(`t${newline}`),
    });
    expect(env).toMatchObject({
      databaseUrl: 'postgres://kodama:geheim@db/kodama',
      redisUrl: 'redis://:geheim@redis:6379/0',
      line: { channelSecret: 's e ', channelAccessToken: 't' },
    });
  },
);

test('a secret given twice, unreadable, empty or of the wrong kind is told by name, all at once, and never shown', async () => {
  const path = await fileWith('mysql://geheim');
  const read = () =>
    readEnv({
      LINE_CHANNEL_SECRET: 'one-geheim',
      LINE_CHANNEL_SECRET_FILE: path,
      LINE_CHANNEL_ACCESS_TOKEN_FILE: '/nowhere/token',
      REDIS_URL_FILE: '/dev/null',
      DATABASE_URL_FILE: path,
    });
  expect(read).toThrow(EnvError);
  expect(read).toThrow(/DATABASE_URL: /);
  expect(read).toThrow(/LINE_CHANNEL_SECRET_FILE: LINE_CHANNEL_SECRET is set as well; keep one/);
  expect(read).toThrow(/LINE_CHANNEL_ACCESS_TOKEN_FILE: \/nowhere\/token cannot be read/);
  expect(read).toThrow(/REDIS_URL_FILE: \/dev\/null is empty/);
  expect(read).not.toThrow(/geheim/);
});

test('the example file names every setting that is read, and no other', async () => {
  const read = async (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');
  const named = [...(await read('.env.example')).matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
  const known = [...(await read('config/env.ts')).matchAll(/^ {2}([A-Z_]+): optional/gm)].map(
    ([, name = '']) => name,
  );
  known.push(...secretNames.map((name) => `${name}_FILE`));
  const byName = (a = '', b = ''): number => a.localeCompare(b);
  expect(named.toSorted(byName)).toEqual(known.toSorted(byName));
  expect(known.length).toBeGreaterThan(10);
});
