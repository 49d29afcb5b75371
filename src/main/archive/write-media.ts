import { createHash } from 'node:crypto';
import type { Pack } from 'tar-stream';
import type { MediaStore } from '#src/ports/media-store';
import type { Snapshot } from '#src/store/backup/snapshot';
import { addJson, addStream } from './entries.ts';
import { names, type End, type MediaList } from './parts.ts';

/**
 * Copies the media that the snapshot's rows name. What came after it is not in them; what was taken back meanwhile is gone,
 * and rightly; what is missing although its row still says that it is stored is told, and the rest is copied all the same.
 */
export const copyMedia = async (tar: Pack, snapshot: Snapshot, media: MediaStore): Promise<End> => {
  const missing: string[] = [];
  const gone: string[] = [];
  let copied = 0;
  let bytes = 0;
  let lists = 0;
  for await (const page of snapshot.storedMedia()) {
    const list: MediaList[number][] = [];
    for (const id of page) {
      const medium = await copyMedium(tar, media, id);
      if (medium !== null) list.push(medium);
      else if (await snapshot.isStillStored(id)) missing.push(id);
      else gone.push(id);
    }
    lists += 1;
    copied += list.length;
    bytes += list.reduce((sum, medium) => sum + medium.bytes, 0);
    await addJson(tar, names.mediaList(lists), list);
  }
  return { media: copied, mediaBytes: bytes, mediaGone: gone, mediaMissing: missing };
};

/** Null for what is not there, or does not let itself be read. */
const copyMedium = async (tar: Pack, media: MediaStore, id: string): Promise<MediaList[number] | null> => {
  const found = await media.get(id).catch(() => null);
  if (found === null) return null;
  const chunks: AsyncIterator<unknown> = found.body[Symbol.asyncIterator]();
  // It may be removed before it is opened, so nothing is promised to the archive until its first bytes are here.
  const first = await chunks.next().catch(() => null);
  if (first === null) return null;
  const hash = createHash('sha256');
  const body = async function* (): AsyncGenerator<Buffer> {
    for (let next = first; next.done !== true; next = await chunks.next()) {
      const chunk = Buffer.isBuffer(next.value) ? next.value : Buffer.from(String(next.value));
      hash.update(chunk);
      yield chunk;
    }
  };
  await addStream(tar, names.medium(id), found.bytes, body());
  return { id, bytes: found.bytes, sha256: hash.digest('hex') };
};
