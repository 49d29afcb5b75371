import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { EnvError, readEnv } from '#config/env';

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

test('the example file names every setting that is read, and no other', async () => {
  const read = async (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');
  const named = [...(await read('.env.example')).matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
  const known = [...(await read('config/env.ts')).matchAll(/^ {2}([A-Z_]+): optional/gm)].map(
    ([, name]) => name,
  );
  const byName = (a = '', b = ''): number => a.localeCompare(b);
  expect(named.toSorted(byName)).toEqual(known.toSorted(byName));
  expect(known.length).toBeGreaterThan(10);
});
