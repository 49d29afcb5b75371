import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { secretNames } from '#config/secret-files';
import { copiesOf, lastOf, readDockerfile, settingsOf } from '#test/support/dockerfile';

const condition = z.enum(['service_healthy', 'service_completed_successfully']);
const schema = z.object({
  services: z.record(
    z.string(),
    z.object({
      image: z.string(),
      build: z.string().optional(),
      command: z.array(z.string()).default([]),
      environment: z.record(z.string(), z.coerce.string()).default({}),
      secrets: z.array(z.string()).default([]),
      volumes: z.array(z.string()).default([]),
      networks: z.array(z.string()).min(1),
      ports: z.array(z.string()).default([]),
      depends_on: z.record(z.string(), z.object({ condition })).default({}),
      healthcheck: z
        .object({ test: z.array(z.string()).optional() })
        .loose()
        .optional(),
    }),
  ),
  networks: z.record(z.string(), z.object({ internal: z.boolean().optional() })),
  volumes: z.record(z.string(), z.unknown()),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
});

const text = await readFile('compose.yaml', 'utf8');
const compose = schema.parse(parse(text, { merge: true }));
const services = Object.entries(compose.services);
const ours = services.filter(([, { image }]) => image === 'kodama');
const final = readDockerfile(await readFile('Dockerfile', 'utf8')).at(-1) ?? { name: '', steps: [] };

test('migration, web and worker are programs that the image holds, and nothing else of ours runs', async () => {
  expect(ours.map(([name]) => name)).toEqual(['migrate', 'web', 'worker']);
  const folders = copiesOf(final).flatMap(({ target }) => target);
  for (const [, { command }] of ours) {
    const [program, path = '', ...rest] = command;
    expect([program, rest]).toEqual(['node', []]);
    expect(folders).toContain(path.split('/')[0]);
    expect(await readFile(path, 'utf8')).toContain('runProgram');
  }
  expect(compose.services['web']?.command).toEqual(JSON.parse(lastOf(final, 'CMD')));
  // Without it an image of that name would be looked for on the network.
  for (const [, { build }] of ours) expect(build).toBe('.');
});

test('every setting is one that Kodama reads, and every secret comes by a file that is declared', async () => {
  const example = await readFile('.env.example', 'utf8');
  const known = [...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
  for (const [, { environment, secrets }] of ours) {
    for (const name of Object.keys({ ...settingsOf(final), ...environment })) expect(known).toContain(name);
    const files = Object.entries(environment).filter(([name]) => name.endsWith('_FILE'));
    expect(files.map(([, path]) => path).toSorted()).toEqual(
      secrets.map((name) => `/run/secrets/${name}`).toSorted(),
    );
    for (const name of secretNames)
      expect(environment[name] ?? 'redis://redis:6379/0').toBe('redis://redis:6379/0');
  }
  for (const [, { secrets }] of services)
    for (const name of secrets) expect(compose.secrets[name]?.file).toBe(`./secrets/${name}`);
  const used = new Set(services.flatMap(([, { secrets }]) => secrets));
  expect(used).toEqual(new Set(Object.keys(compose.secrets)));
  expect(await readFile('.gitignore', 'utf8')).toContain('secrets/');
});

/** What each server brings along to ask whether it takes connections. */
const asks: Readonly<Record<string, readonly string[]>> = {
  database: ['CMD', 'pg_isready', '--username=kodama', '--dbname=kodama', '--host=127.0.0.1'],
  redis: ['CMD', 'redis-cli', 'ping'],
};

test('nothing starts before what it stands on is well', () => {
  const worker = {
    migrate: 'service_completed_successfully',
    database: 'service_healthy',
    redis: 'service_healthy',
  };
  for (const [name, { depends_on: on }] of services) {
    for (const [other, { condition: wanted }] of Object.entries(on)) {
      expect(Object.keys(compose.services)).toContain(other);
      if (wanted === 'service_healthy')
        expect(compose.services[other]?.healthcheck?.test).toEqual(asks[other]);
    }
    if (name !== 'web' && name !== 'worker') continue;
    expect(Object.fromEntries(Object.entries(on).map(([other, one]) => [other, one.condition]))).toEqual(
      worker,
    );
  }
  expect(compose.services['migrate']?.depends_on).toEqual({ database: { condition: 'service_healthy' } });
});

test('database, queue and media outlive their containers, and Redis throws no job away', () => {
  const mounts = services.flatMap(([, { volumes }]) => volumes.map((mount) => mount.split(':')[0] ?? ''));
  expect(new Set(mounts)).toEqual(new Set(Object.keys(compose.volumes)));
  for (const [, { volumes }] of ours) expect(volumes).toEqual([`media:${settingsOf(final)['DATA_DIR']}`]);
  expect(lastOf(final, 'VOLUME')).toBe(settingsOf(final)['DATA_DIR']);
  const redis = compose.services['redis']?.command.join(' ');
  expect(redis).toContain('--appendonly yes');
  expect(redis).toContain('--maxmemory-policy noeviction');
});

test('only the web can be reached, from this machine, and the database and Redis from inside alone', () => {
  expect(services.filter(([, { ports }]) => ports.length > 0).map(([name]) => name)).toEqual(['web']);
  for (const port of compose.services['web']?.ports ?? [])
    expect(port).toBe(`127.0.0.1:3000:${lastOf(final, 'EXPOSE')}`);
  for (const name of ['database', 'redis']) expect(compose.services[name]?.networks).toEqual(['inside']);
  expect(compose.networks['inside']).toEqual({ internal: true });
});
