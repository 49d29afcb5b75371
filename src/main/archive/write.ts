import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pack as startTar, type Pack } from 'tar-stream';
import type { MediaStore } from '#src/ports/media-store';
import type { Snapshot } from '#src/store/backup/snapshot';
import { inMembers, type Effort } from './compress.ts';
import { addBytes, addJson } from './entries.ts';
import { copyMedia } from './write-media.ts';
import { formatVersion, names, type End, type Tables } from './parts.ts';

export interface Written {
  readonly tables: Tables;
  readonly end: End;
}

export interface Writing {
  readonly snapshot: Snapshot;
  readonly media: MediaStore;
  readonly kodama: string;
  readonly out: Writable;
  readonly signal: AbortSignal;
}

/** Writes a whole backup as a stream: a few megabytes of it are in memory at a time. */
export const writeArchive = async (writing: Writing): Promise<Written> => {
  const tar = startTar();
  let effort: Effort = 'lowest';
  const written = pipeline(
    inMembers(tar, () => effort),
    writing.out,
    { signal: writing.signal },
  );
  const beginMedia = (): void => {
    effort = 'none';
  };
  const [result] = await Promise.all([
    fillTar(tar, writing, beginMedia).catch((error: unknown) => {
      tar.destroy();
      throw error;
    }),
    written,
  ]);
  return result;
};

const fillTar = async (
  tar: Pack,
  { snapshot, media, kodama }: Writing,
  beginMedia: () => void,
): Promise<Written> => {
  const { takenAt, epoch, migrations, tables: shapes } = snapshot;
  await addJson(tar, names.head, {
    format: formatVersion,
    kodama,
    takenAt,
    epoch,
    migrations,
    tables: shapes,
  });
  const counted: Record<string, { rows: number; sha256: string }> = {};
  for (const shape of shapes) counted[shape.name] = await copyTable(tar, snapshot, shape);
  const tables: Tables = { tables: counted, sequences: snapshot.sequences };
  await addJson(tar, names.tables, tables);
  beginMedia();
  const end = await copyMedia(tar, snapshot, media);
  await addJson(tar, names.end, end);
  tar.finalize();
  return { tables, end };
};

const pieceBytes = 4 * 1024 * 1024;

/** A tar wants to know how long each entry is before it begins, so a table comes in pieces. */
const copyTable = async (
  tar: Pack,
  snapshot: Snapshot,
  shape: Snapshot['tables'][number],
): Promise<{ readonly rows: number; readonly sha256: string }> => {
  const { body, count } = snapshot.rowsOf(shape);
  const hash = createHash('sha256');
  let piece: Buffer[] = [];
  let bytes = 0;
  let number = 0;
  const flush = async (): Promise<void> => {
    if (bytes === 0) return;
    number += 1;
    await addBytes(tar, names.rows(shape.name, number), Buffer.concat(piece));
    piece = [];
    bytes = 0;
  };
  for await (const chunk of body) {
    const more = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    hash.update(more);
    piece.push(more);
    bytes += more.byteLength;
    if (bytes >= pieceBytes) await flush();
  }
  await flush();
  return { rows: count(), sha256: hash.digest('hex') };
};
