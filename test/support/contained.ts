import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';

export interface Contained {
  output(): string;
  /** Resolves with the exit code, or the signal's name. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
  stop(): Promise<number | NodeJS.Signals | null>;
}

const words = z.array(z.string()).min(1);

/** A command as Dockerfiles and compose files write it; `node` is this test's own, as the image's is the image's. */
export const commandOf = (written: string): readonly string[] => words.parse(JSON.parse(written));

/** Somebody without rights, as in the image, when this test runs as root and may become one. */
const nobody = { uid: 65_534, gid: 65_534 };
const user =
  process.getuid?.() === 0 && spawnSync(process.execPath, ['--version'], nobody).status === 0 ? nobody : {};

/** One command of the image, in its folder and with nothing in its environment but what is given. */
export const runContained = (
  app: string,
  [program = '', ...rest]: readonly string[],
  env: Readonly<Record<string, string>>,
): Contained => {
  if (program !== 'node') throw new Error(`${program} is not in the image`);
  const child = spawn(process.execPath, rest, { cwd: app, env, ...user, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  const ended = once(child, 'exit').then(() => child.exitCode ?? child.signalCode);
  return {
    output: () => output,
    ended,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
};
