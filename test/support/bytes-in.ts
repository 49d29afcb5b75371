import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askRedis } from './redis.ts';

/** What is looked for: under a name that a failing test can tell. */
export type Marks = ReadonlyMap<string, Buffer>;

interface Found {
  readonly mark: string;
  readonly file: string;
}

/** Which of the marks stand in which files of a folder, whatever kind of file it is. */
export async function marksIn(folder: string, marks: Marks): Promise<readonly Found[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: Found[] = [];
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    // A database at work removes its files while they are read.
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    found.push(...marksOf(bytes, marks).map((mark) => ({ mark, file: path.slice(folder.length + 1) })));
  }
  return found;
}

export const marksOf = (bytes: Buffer, marks: Marks): readonly string[] =>
  [...marks].flatMap(([name, mark]) => (bytes.includes(mark) ? [name] : []));

/** The whole of a Redis as it would lie on a disk, not compressed. */
export async function redisDump(url: string): Promise<Buffer> {
  await askRedis(url, 'CONFIG', 'SET', 'rdbcompression', 'no');
  await askRedis(url, 'SAVE');
  const setting = async (name: string): Promise<string> =>
    String(await askRedis(url, 'CONFIG', 'GET', name)).replace(/^.*?,/, '');
  return readFile(join(await setting('dir'), await setting('dbfilename')));
}
