import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** The real program, as `npm start` or `npm run web` runs it. */
export interface Program {
  readonly url: string;
  readonly pid: number;
  readonly readySeconds: number;
  /** Told at the first start on its data only. */
  readonly credentials: { readonly email: string; readonly password: string } | null;
  /** A superuser's, to look at what waits. */
  databaseUrl(): Promise<string>;
  stop(): Promise<void>;
}

const root = join(import.meta.dirname, '../..');
const mostReadyMs = 120_000;

export const startProgram = async (
  name: 'start' | 'web',
  env: Readonly<Record<string, string>>,
): Promise<Program> => {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...profiling(), join(root, `src/main/${name}.ts`)], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = (): void => void child.kill();
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  let output = '';
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = Promise.withResolvers<void>();
  const read = (chunk: Buffer): void => {
    output += chunk.toString('utf8');
    if (/Kodama is ready[\s\S]*LINE|Kodama is ready[\s\S]*Phone/.test(output)) ready.resolve();
  };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  const timer = setTimeout(
    () => ready.reject(new Error(`it was not ready in time:\n${output}`)),
    mostReadyMs,
  );
  void ended.then(() => ready.reject(new Error(`it ended by itself:\n${output}`)));
  await ready.promise.finally(() => clearTimeout(timer));
  const readySeconds = (performance.now() - startedAt) / 1_000;
  const [, email = '', password = ''] = /e-mail +(\S+)\n +one-time password +(\S+)/.exec(output) ?? [];
  return {
    url: /Inbox +(\S+)/.exec(output)?.[1]?.replace('localhost', '127.0.0.1') ?? '',
    pid: child.pid ?? 0,
    readySeconds,
    credentials: email === '' ? null : { email, password },
    databaseUrl: () => findDatabase(output),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
};

/** `BENCH_PROFILE=folder npm run bench` leaves a CPU profile of each program there. */
const profiling = (): readonly string[] => {
  const folder = process.env['BENCH_PROFILE'];
  return folder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`];
};

const databaseLine = z.object({ msg: z.literal('the database is ready'), folder: z.string(), port: z.int() });

const findDatabase = async (output: string): Promise<string> => {
  for (const line of output.split('\n')) {
    if (!line.includes('the database is ready')) continue;
    const { folder, port } = databaseLine.parse(JSON.parse(line));
    const password = await readFile(join(folder, 'password'), 'utf8');
    return `postgres://kodama:${password}@127.0.0.1:${port}/postgres`;
  }
  throw new Error('the program did not say where its database is');
};
