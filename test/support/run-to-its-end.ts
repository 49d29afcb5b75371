import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { programEnv } from './program-env.ts';

const root = join(import.meta.dirname, '../..');

export interface Ended {
  readonly code: number | null;
  /** What it said on both outputs. */
  readonly said: string;
}

export interface Interruption {
  /** Sent as soon as the program has said these words. */
  readonly after: string;
  readonly signal: NodeJS.Signals;
}

/** The real program where it is expected to end by itself; killed, and told as code null, when it does not. */
export const runToItsEnd = async (
  env: Readonly<Record<string, string>>,
  program: 'start' | 'web' | 'worker' | 'migrate' | 'backup' | 'restore' | 'replay' | 'scour' = 'start',
  interruption: Interruption | null = null,
  words: readonly string[] = [],
): Promise<Ended> => {
  const child = spawn(process.execPath, [join(root, `src/main/${program}.ts`), ...words], {
    cwd: root,
    env: { ...programEnv, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
    killSignal: 'SIGKILL',
  });
  if (interruption !== null) {
    const listen = (said: Buffer): void => {
      if (said.includes(interruption.after)) child.kill(interruption.signal);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
  }
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: child.exitCode, said: out + err };
};
