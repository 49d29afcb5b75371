import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { CannotStartError } from './cannot-start.ts';

/** Whom the server runs as; what `spawn` takes. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root, so root gives it to a user without rights; anybody else runs it themselves. */
export async function findServerUser(): Promise<ServerUser> {
  const { uid, gid } = ourselves();
  if (uid !== 0) return { uid, gid };
  return (
    (await lookUp('postgres')) ??
    (await makePostgresUser()) ??
    (await lookUp('_postgres')) ?? // macOS ships this one
    (await lookUp('nobody')) ??
    Promise.reject(
      new CannotStartError(
        'Kodama runs as root and found no user to run PostgreSQL as. Make one (`useradd --system postgres`), ' +
          'or start Kodama as an ordinary user, or set DATABASE_URL.',
      ),
    )
  );
}

export function ourselves(): ServerUser {
  if (process.getuid === undefined || process.getgid === undefined)
    throw new CannotStartError(
      'The embedded PostgreSQL runs on Linux and macOS. Elsewhere set DATABASE_URL.',
    );
  return { uid: process.getuid(), gid: process.getgid() };
}

/** Asks as that user, because modes, access lists and mounts all have a say. */
export async function mayEnter(user: ServerUser, folder: string): Promise<boolean> {
  const asked = run('/bin/sh', ['-c', 'test -x "$0"', folder], { ...user, cwd: '/', env: {} });
  return asked.then(
    () => true,
    () => false,
  );
}

async function makePostgresUser(): Promise<ServerUser | undefined> {
  const options = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin'];
  await run('useradd', [...options, 'postgres'], { env: { PATH: systemPath } }).catch(() => undefined);
  return lookUp('postgres');
}

async function lookUp(name: string): Promise<ServerUser | undefined> {
  try {
    const env = { PATH: systemPath };
    const [uid, gid] = await Promise.all([
      run('id', ['-u', name], { env }),
      run('id', ['-g', name], { env }),
    ]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

const systemPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const run = promisify(execFile);
