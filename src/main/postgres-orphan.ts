import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { CannotStartError } from './cannot-start.ts';
import { readPostmaster } from './postmaster-file.ts';

/**
 * Stops the server that a killed Kodama left behind; called while holding the data folder's lock, so nobody
 * needs it any more. It is not adopted, because only a server we start ourselves surely has this version's
 * programs and settings, tells us when it dies, and keeps no session or lock of the killed one open.
 */
export async function stopOrphan(cluster: string): Promise<'none' | 'stopped'> {
  const found = await readPostmaster(cluster);
  if (found === null) return 'none';
  if (await isServerOf(cluster, found.pid)) {
    await stopServer(found.pid, () => isServerOf(cluster, found.pid));
    return 'stopped';
  }
  await disownPid(found.path, found.text);
  return 'none';
}

/** Fast shutdown, and after some seconds the immediate one, from which PostgreSQL recovers by itself. */
export async function stopServer(pid: number, isAlive: () => boolean | Promise<boolean>): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (!(await isAlive())) return;
      throw new CannotStartError(`Cannot stop the PostgreSQL server (process ${pid}). Stop it by hand.`, {
        cause: error,
      });
    }
    for (let waitedMs = 0; waitedMs < 4_000; waitedMs += 10) {
      if (!(await isAlive())) return;
      await pause(10);
    }
  }
  throw new CannotStartError(
    `The PostgreSQL server (process ${pid}) does not stop. Stop it by hand, then start again.`,
  );
}

/** A process id may long belong to another program: only a postgres started on this very folder is ours. */
async function isServerOf(cluster: string, pid: number): Promise<boolean> {
  const words = await commandLine(pid);
  const [program] = words.split(' ');
  return basename(program ?? '') === 'postgres' && words.includes(` -D ${cluster} `);
}

async function commandLine(pid: number): Promise<string> {
  if (process.platform === 'linux')
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ');
  const { stdout } = await run('/bin/ps', ['-ww', '-o', 'args=', '-p', `${pid}`]).catch(() => ({
    stdout: '',
  }));
  return stdout;
}

/**
 * PostgreSQL would take a stranger that now has the old server's process id for that server, and refuse to
 * start. Named after ourselves, its future parent, the file counts as stale; the rest of it stays, because the
 * shared memory it names lets PostgreSQL notice back ends that outlived their server.
 */
async function disownPid(path: string, text: string): Promise<void> {
  const file = await open(path, constants.O_WRONLY | constants.O_TRUNC | constants.O_NOFOLLOW);
  try {
    await file.writeFile(text.replace(/^-?\d+/, `${process.pid}`));
  } finally {
    await file.close();
  }
}

const run = promisify(execFile);
