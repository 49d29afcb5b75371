import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

export interface OtherKodama {
  readonly process: ChildProcess;
  /** The url of its database, once it is ready. */
  ready(): Promise<string>;
  tell(what: 'stop' | 'exit'): Promise<number | null>;
  kill9(): Promise<void>;
}

export const projectRoot = join(import.meta.dirname, '..', '..');

export const holderIn = (root: string): string => join(root, 'test', 'support', 'hold-database.ts');

interface Place {
  readonly uid?: number;
  readonly gid?: number;
  readonly root?: string;
  readonly sharedDir?: string;
}

/** Another Kodama on this data, in a process of its own; perhaps as another user, or installed elsewhere. */
export function startOtherKodama(dataDir: string, place: Place = {}): OtherKodama {
  const { root = projectRoot, sharedDir, ...user } = place;
  const words = sharedDir === undefined ? [dataDir] : [dataDir, sharedDir];
  const child = spawn(process.execPath, [holderIn(root), ...words], {
    ...user,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const complaint = text(child.stderr);
  const ended = once(child, 'exit').then(() => child.exitCode);
  return {
    process: child,
    ready: () =>
      new Promise((resolve, reject) => {
        child.stdout.once('data', (said: Buffer) => resolve(said.toString().trim()));
        void ended.then(async () => reject(new Error(await complaint)));
      }),
    tell: (what) => {
      child.stdin.write(what);
      return ended;
    },
    kill9: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
