import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, vi } from 'vitest';

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

/** The real program in a process of its own; `env` says on which database and against which LINE. */
export const startKodama = async (
  env: Readonly<Record<string, string>>,
  program: 'start' | 'web' | 'worker' = 'start',
): Promise<Kodama> => {
  const dataDir = env['DATA_DIR'] ?? (await mkdtemp(join(tmpdir(), 'kodama-test-')));
  const child = spawn(process.execPath, [join(root, `src/main/${program}.ts`)], {
    cwd: root,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '',
      PORT: '0',
      DATA_DIR: dataDir,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.on('exit', (code, signal) => {
      output += `\n(ended: ${code ?? signal})\n`;
      resolve(code ?? signal);
    });
  });
  const isReady = program === 'worker' ? 'the worker is ready' : 'Kodama is ready';
  await vi.waitFor(
    () => {
      if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}:\n${output}`);
      expect(output).toContain(isReady);
    },
    { timeout: 25_000, interval: 50 },
  );
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
