import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { CannotStartError } from './cannot-start.ts';

/** `to` is a folder that is there, or the name of a file that is not, by which it can be told from a folder nobody made. */
export const backupPath = async (to: string, now: Date): Promise<string> => {
  const place = resolve(to);
  const found = await stat(place).catch(() => null);
  const path = found?.isDirectory() === true ? join(place, nameAt(now)) : place;
  if (path === place && found !== null)
    throw new CannotStartError(`${path} is there already, and stays as it is.`);
  if ((await stat(path).catch(() => null)) !== null) {
    throw new CannotStartError(`${path} is there already: there was a backup in this minute.`);
  }
  if (!path.endsWith('.tar.gz')) {
    throw new CannotStartError(
      `There is no folder ${path}. Make it, or give a file whose name ends in .tar.gz.`,
    );
  }
  const folder = await stat(dirname(path)).catch(() => null);
  if (folder?.isDirectory() !== true) {
    throw new CannotStartError(
      `There is no folder ${dirname(path)}. Make it, or give another one with --to.`,
    );
  }
  return path;
};

/** By the machine's own clock, which is the one that the engineer at night looks at. */
const nameAt = (now: Date): string => {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `kodama-${day}-${two(now.getHours())}${two(now.getMinutes())}.tar.gz`;
};

/** The file has its name only when it is whole and on disk; it is its owner's alone. On any failure nothing is left. */
export const writeWhole = async <T>(path: string, write: (out: Writable) => Promise<T>): Promise<T> => {
  const unfinished = `${path}.unfinished`;
  await rm(unfinished, { force: true });
  const file = await open(unfinished, 'wx', 0o600);
  try {
    const result = await write(file.createWriteStream({ flush: true }));
    await rename(unfinished, path);
    await syncFolder(dirname(path));
    return result;
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(unfinished, { force: true });
    throw asAdvice(error, path);
  }
};

const syncFolder = async (path: string): Promise<void> => {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
};

const asAdvice = (error: unknown, path: string): unknown => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code)) return error;
  const advice = `There is no room for the backup in ${dirname(path)}; nothing of it was kept. Make room, or give another --to.`;
  return new CannotStartError(advice, { cause: error });
};
