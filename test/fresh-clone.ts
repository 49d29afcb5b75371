import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * What a newcomer does, as a newcomer: clone, `npm ci`, `npm start`, look at inbox and phone, end it, start it again.
 * Needs git and the package registry, so it is no part of `npm test`.
 */
const root = join(import.meta.dirname, '..');
const work = await mkdtemp(join(tmpdir(), 'kodama-fresh-'));

const running = new Set<ChildProcess>();

interface Newcomer {
  readonly name: string;
  readonly home: string;
  readonly user: { readonly uid?: number; readonly gid?: number };
}

/** Debian's nobody and nogroup. */
const nobody = { uid: 65_534, gid: 65_534 };

const main = async (): Promise<void> => {
  await chmod(work, 0o755);
  const isRoot = process.getuid?.() === 0;
  const newcomers: readonly Newcomer[] = isRoot
    ? [
        { name: 'root, in a home that nobody else may enter', home: join(work, 'root'), user: {} },
        { name: 'an ordinary user', home: join(work, 'nobody'), user: nobody },
      ]
    : [{ name: 'the user who runs this', home: join(work, 'me'), user: {} }];
  for (const newcomer of newcomers) await welcome(newcomer);
  say('all is well');
};

const welcome = async (newcomer: Newcomer): Promise<void> => {
  const { name, home, user } = newcomer;
  say(`as ${name}`);
  await mkdir(home, { mode: 0o700 });
  const clone = join(home, 'kodama');
  await run('git', ['clone', '--quiet', root, clone], { ...newcomer, user: {} }, work);
  if (user.uid !== undefined) await giveTo(home, user.uid, user.gid ?? user.uid);
  await timed('npm ci', () => run('npm', ['ci', '--no-audit', '--no-fund'], newcomer, clone));
  await timed('first start, and end', () => startAndLook(newcomer, clone, true));
  await timed('second start, and end', () => startAndLook(newcomer, clone, false));
};

const startAndLook = async (newcomer: Newcomer, clone: string, isFirst: boolean): Promise<void> => {
  const port = await freePort();
  const child = begin('npm', ['start'], newcomer, clone, { PORT: String(port) });
  const ended = once(child, 'exit');
  running.add(child);
  void ended.then(() => running.delete(child));
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const beganAt = performance.now();
  while (!said.includes('Kodama is ready')) {
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}:\n${said}`);
    if (performance.now() - beganAt > 180_000)
      throw new Error(`npm start is not ready after 3 minutes:\n${said}`);
    await pause(50);
  }
  say(`  ready after ${seconds(beganAt)} s`);
  const inbox = /Inbox +(\S+)/.exec(said)?.[1] ?? '';
  const phone = /Phone +(\S+)/.exec(said)?.[1] ?? '';
  if (said.includes('one-time password') !== isFirst) throw new Error(`the password is told once:\n${said}`);
  for (const url of [inbox, phone]) {
    const response = await fetch(url);
    const page = await response.text();
    const script = /src="([^"]+\.js)"/.exec(page)?.[1] ?? '';
    const loaded = await fetch(new URL(script, url));
    if (!response.ok || script === '' || !loaded.ok) throw new Error(`${url} does not answer with its page`);
    say(`  ${url} answers`);
  }
  // Ctrl-C: the terminal tells everybody of the group. How npm itself ends says nothing of us.
  process.kill(-(child.pid ?? 0), 'SIGINT');
  await ended;
  await gone(inbox);
  if (/could not end cleanly|not everything ended/.test(said)) throw new Error(`no clean end:\n${said}`);
};

const gone = async (url: string): Promise<void> => {
  const beganAt = performance.now();
  while (
    await fetch(url).then(
      () => true,
      () => false,
    )
  ) {
    if (performance.now() - beganAt > 5_000)
      throw new Error(`${url} still answers five seconds after Ctrl-C`);
    await pause(50);
  }
};

/** An empty home and nothing of ours in the environment: no Node but the machine's, no settings. */
const environment = ({ home }: Newcomer): NodeJS.ProcessEnv => ({
  PATH: (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .join(delimiter),
  HOME: home,
  LANG: 'C.UTF-8',
});

const begin = (
  command: string,
  words: readonly string[],
  newcomer: Newcomer,
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): ChildProcess =>
  spawn(command, words, {
    ...newcomer.user,
    cwd,
    env: { ...environment(newcomer), ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });

const run = async (
  command: string,
  words: readonly string[],
  newcomer: Newcomer,
  cwd: string,
): Promise<void> => {
  const child = begin(command, words, newcomer, cwd);
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${command} ${words.join(' ')} ended with ${String(code)}:\n${said}`);
};

const giveTo = async (folder: string, uid: number, gid: number): Promise<void> => {
  await chown(folder, uid, gid);
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    await chown(join(entry.parentPath, entry.name), uid, gid);
  }
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const timed = async (what: string, act: () => Promise<void>): Promise<void> => {
  const beganAt = performance.now();
  await act();
  say(`  ${what}: ${seconds(beganAt)} s`);
};

const seconds = (beganAt: number): string => ((performance.now() - beganAt) / 1000).toFixed(1);

const say = (text: string): void => void process.stdout.write(`${text}\n`);

try {
  await main();
} finally {
  for (const { pid } of running) if (pid !== undefined) process.kill(-pid, 'SIGTERM');
  await rm(work, { recursive: true, force: true });
}
