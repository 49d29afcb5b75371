import { spawn } from 'node:child_process';
import { open, readFile, rename } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { CannotStartError } from './cannot-start.ts';
import type { Binaries } from './postgres-binaries.ts';
import type { PostgresHome } from './postgres-home.ts';
import { stopServer } from './postgres-orphan.ts';
import type { ServerUser } from './postgres-user.ts';
import { postgresSettings } from './postgres-settings.ts';
import { readPostmaster } from './postmaster-file.ts';

export interface PostgresProcess {
  readonly port: number;
  stop(): Promise<void>;
  /** Resolves when the server ends without being asked to, with what is known of the end. */
  readonly died: Promise<string>;
}

interface Place {
  readonly home: PostgresHome;
  readonly binaries: Binaries;
  readonly user: ServerUser;
  readonly logFile: string;
}

/** Starts the server on a free port of 127.0.0.1 and answers when it takes connections. */
export async function runPostgres(place: Place): Promise<PostgresProcess> {
  await rename(place.logFile, `${place.logFile}.1`).catch(() => undefined);
  // Another program may take the port between our choice and the server's start; back ends of a server
  // killed alone may need a moment to go. Both are over at the next try.
  for (let left = 4; left > 0; left -= 1) {
    const started = await tryToRun(place, await findFreePort());
    if (started !== 'ended') return started;
    await pause(200);
  }
  const tail = (await readFile(place.logFile, 'utf8').catch(() => ''))
    .trim()
    .split('\n')
    .slice(-5)
    .join('\n');
  throw new CannotStartError(`PostgreSQL does not start. ${place.logFile} ends with:\n${tail}`);
}

async function tryToRun(place: Place, port: number): Promise<PostgresProcess | 'ended'> {
  const { home, binaries, user, logFile } = place;
  const settings = Object.entries(postgresSettings(port)).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const output = await open(logFile, 'a', 0o600);
  // Detached: Ctrl-C on a terminal reaches us alone, and the server stays while we finish what is in hand.
  const child = spawn(binaries.postgres, ['-D', home.cluster, ...settings], {
    ...user,
    cwd: '/',
    // Without a locale macOS starts a thread to find one, and PostgreSQL then refuses to start.
    env: { LC_ALL: 'C' },
    detached: true,
    stdio: ['ignore', output.fd, output.fd],
  });
  let end: string | null = null;
  let isWanted = true;
  const ended = new Promise<string>((resolve) => {
    const conclude = (how: string): void => {
      end = how;
      resolve(how);
    };
    child.once('error', (error) => conclude(error.message));
    child.once('exit', (code, signal) => conclude(signal === null ? `exit code ${code}` : signal));
  });
  await output.close();
  child.unref();
  const { pid } = child;
  if (pid === undefined) return 'ended';

  // A program that ends without stopping us leaves no server behind. Nothing here ends the program.
  const stopAtExit = (): void => void child.kill('SIGINT');
  process.once('exit', stopAtExit);
  void ended.then(() => process.off('exit', stopAtExit));

  const died = ended.then((how) => (isWanted ? how : new Promise<never>(() => {})));
  const stop = async (): Promise<void> => {
    isWanted = false;
    if (end === null) await stopServer(pid, () => end === null);
  };
  for (let waitedMs = 0; waitedMs < startTimeoutMs; waitedMs += 10) {
    if (end !== null) return 'ended';
    if (await takesConnections(home.cluster, pid, port)) return { port, stop, died };
    await pause(10);
  }
  await stop();
  throw new CannotStartError(`PostgreSQL was not ready within ${startTimeoutMs / 1000} s. See ${logFile}.`);
}

/** Recovery after a crash may have much to read again. */
const startTimeoutMs = 300_000;

async function takesConnections(cluster: string, pid: number, port: number): Promise<boolean> {
  const file = await readPostmaster(cluster);
  return file !== null && file.pid === pid && file.isReady && (await answers(port));
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.destroy()).once('error', () => resolve(false));
    socket.once('close', (hadError) => resolve(!hadError));
  });

const findFreePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address === null || typeof address === 'string'
          ? reject(new Error('no port'))
          : resolve(address.port),
      );
    });
  });
