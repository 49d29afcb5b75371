import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract, type Header } from 'tar-stream';
import { z } from 'zod';
import { asBroken, BrokenBackupError } from './broken-backup.ts';
import { checkedMedia } from './read-media.ts';
import * as parts from './parts.ts';

/** What a backup consists of, in its order. */
export type Part =
  | { readonly kind: 'head'; readonly head: parts.Head }
  | { readonly kind: 'rows'; readonly table: string; readonly rows: Buffer }
  | { readonly kind: 'tables'; readonly tables: parts.Tables }
  /** Must be read to its end before the next part is asked for. */
  | { readonly kind: 'medium'; readonly id: string; readonly body: Readable }
  | { readonly kind: 'end'; readonly end: parts.End };

/** Reads a backup part by part and checks each against its checksum: what was altered or cut off throws `BrokenBackupError`. */
export const readArchive = async function* (path: string, signal: AbortSignal): AsyncGenerator<Part> {
  const tar = extract();
  const read = pipeline(createReadStream(path), createGunzip(), tar, { signal });
  read.catch(() => undefined);
  const hashes = new Map<string, Hash>();
  const media = checkedMedia();
  let isEnded = false;
  try {
    for await (const entry of tar) {
      const { name } = entry.header;
      const [, table] = parts.rowsName.exec(name) ?? [];
      const [, medium] = parts.mediumName.exec(name) ?? [];
      if (table !== undefined) {
        const rows = await wholeOf(entry);
        hashOf(hashes, table).update(rows);
        yield { kind: 'rows', table, rows };
      } else if (medium !== undefined) yield { kind: 'medium', id: medium, body: media.watch(medium, entry) };
      else if (parts.mediaListName.test(name)) media.check(parts.mediaList.parse(await jsonOf(entry)));
      else if (name === parts.names.head) yield { kind: 'head', head: await headOf(entry) };
      else if (name === parts.names.tables) {
        const tables = parts.tables.parse(await jsonOf(entry));
        for (const [wanted, { sha256 }] of Object.entries(tables.tables)) {
          const isWhole = hashOf(hashes, wanted).digest('hex') === sha256;
          if (!isWhole) throw new BrokenBackupError(`the rows of ${wanted} do not match their checksum`);
        }
        yield { kind: 'tables', tables };
      } else if (name === parts.names.end) {
        const end = parts.end.parse(await jsonOf(entry));
        media.demandCount(end.media);
        isEnded = true;
        yield { kind: 'end', end };
      } else throw new BrokenBackupError(`there is something in it that no backup has: ${name}`);
    }
    await read;
  } catch (error) {
    signal.throwIfAborted();
    throw asBroken(error);
  }
  if (!isEnded) throw new BrokenBackupError('its end is missing');
};

const hashOf = (hashes: Map<string, Hash>, table: string): Hash => {
  const hash = hashes.get(table) ?? createHash('sha256');
  hashes.set(table, hash);
  return hash;
};

type Entry = AsyncIterable<unknown> & { readonly header: Header };

const mostBytes = 64 * 1024 * 1024;

const wholeOf = async (entry: Entry): Promise<Buffer> => {
  if (entry.header.size > mostBytes) throw new BrokenBackupError('one of its parts is too large');
  const chunks: Buffer[] = [];
  for await (const chunk of entry) chunks.push(z.instanceof(Buffer).parse(chunk));
  return Buffer.concat(chunks);
};

const jsonOf = async (entry: Entry): Promise<unknown> => JSON.parse((await wholeOf(entry)).toString('utf8'));

const headOf = async (entry: Entry): Promise<parts.Head> => {
  const value = await jsonOf(entry);
  const { format } = parts.version.parse(value);
  if (format !== parts.formatVersion) {
    throw new BrokenBackupError(
      `it was written in format ${format}, and this release reads format ${parts.formatVersion}: ` +
        'restore it with the release that wrote it',
    );
  }
  return parts.head.parse(value);
};
