import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** The real program, as `npm start`, `npm run web` or `npm run worker` runs it. */
export interface Program {
  /** Empty for a worker. */
  readonly url: string;
  readonly pid: number;
  readonly readySeconds: number;
  /** Told at the first start on its data only. */
  readonly credentials: { readonly email: string; readonly password: string } | null;
  /** Everything it printed so far. */
  output(): string;
  stop(): Promise<void>;
}

export type ProgramName = 'start' | 'web' | 'worker';

const root = join(import.meta.dirname, '../..');
const mostReadyMs = 120_000;

export const startProgram = async (
  name: ProgramName,
  env: Readonly<Record<string, string>>,
  nodeOptions: readonly string[] = [],
): Promise<Program> => {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...profiling(), ...nodeOptions, join(root, `src/main/${name}.ts`)], {
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
    if (/Kodama is ready[\s\S]*(LINE|Phone)|the worker is ready/.test(output)) ready.resolve();
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
    output: () => output,
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
