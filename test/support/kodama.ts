import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programEnv } from './program-env.ts';
import { queueUrlFor } from './queue-place.ts';

export interface Kodama {
  /** Where the inbox is. */
  readonly url: string;
  readonly pid: number;
  /** Told at the first start on its database only. */
  readonly credentials: { readonly email: string; readonly password: string } | null;
  /** Everything it printed so far. */
  output(): string;
  /** Resolves with the exit code, or the signal's name. */
  end(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
}

const root = join(import.meta.dirname, '../..');
/** Two cores may be busy with other tests. */
const patienceMs = 40_000;

/**
 * The real program in a process of its own; `env` says on which database and against which LINE. Its queue lies where those of
 * this run lie, unless `env` says otherwise.
 */
export const startKodama = async (
  env: Readonly<Record<string, string>>,
  program: 'start' | 'web' | 'worker' = 'start',
): Promise<Kodama> => {
  const dataDir = env['DATA_DIR'] ?? (await mkdtemp(join(tmpdir(), 'kodama-test-')));
  const queueUrl = env['REDIS_URL'] ?? (await queueUrlFor(env['DATABASE_URL'] ?? dataDir));
  const child = spawn(process.execPath, [join(root, `src/main/${program}.ts`)], {
    cwd: root,
    env: {
      ...programEnv,
      DATA_DIR: dataDir,
      REDIS_URL: queueUrl,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const isReady = program === 'worker' ? 'the worker is ready' : 'Kodama is ready';
  const ready = new Promise<void>((resolve, reject) => {
    const take = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
      // The banner is one write, so whoever sees this word may soon read the rest of it.
      if (output.includes(isReady)) setImmediate(resolve);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('exit', (code) => reject(new Error(`it ended with ${code}:\n${output}`)));
    setTimeout(
      () => reject(new Error(`it is not ready after ${patienceMs} ms:\n${output}`)),
      patienceMs,
    ).unref();
  });
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.on('exit', (code, signal) => {
      output += `\n(ended: ${code ?? signal})\n`;
      resolve(code ?? signal);
    });
  });
  await ready.catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  const [, email = '', password = ''] = /e-mail +(\S+)\n +one-time password +(\S+)/.exec(output) ?? [];
  return {
    url: /Inbox +(\S+)/.exec(output)?.[1] ?? '',
    pid: child.pid ?? 0,
    credentials: email === '' ? null : { email, password },
    output: () => output,
    end: async (signal = 'SIGTERM') => {
      child.kill(signal);
      const code = await ended;
      if (env['DATA_DIR'] === undefined) await rm(dataDir, { recursive: true, force: true });
      return code;
    },
  };
};
