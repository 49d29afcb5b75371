import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { asBroken, BrokenBackupError } from './broken-backup.ts';
import type { MediaList } from './parts.ts';

interface CheckedMedia {
  /** The same body; what it was is remembered until its list comes. */
  watch(id: string, body: AsyncIterable<unknown>): Readable;
  check(list: MediaList): void;
  demandCount(count: number): void;
}

/** Compares each medium that went by with the list that follows it. */
export const checkedMedia = (): CheckedMedia => {
  let seen: MediaList[number][] = [];
  let checked = 0;
  return {
    watch: (id, body) => {
      const hashed = async function* (): AsyncGenerator<Buffer> {
        const hash = createHash('sha256');
        let bytes = 0;
        try {
          for await (const given of body) {
            const chunk = z.instanceof(Buffer).parse(given);
            hash.update(chunk);
            bytes += chunk.byteLength;
            yield chunk;
          }
        } catch (error) {
          // Whoever reads the body hears of it first, and not the reader of the archive.
          throw asBroken(error);
        }
        seen.push({ id, bytes, sha256: hash.digest('hex') });
      };
      return Readable.from(hashed());
    },
    check: (list) => {
      if (JSON.stringify(seen) !== JSON.stringify(list)) {
        throw new BrokenBackupError('a photo or a file does not match its checksum');
      }
      checked += seen.length;
      seen = [];
    },
    demandCount: (count) => {
      if (checked !== count || seen.length > 0) {
        throw new BrokenBackupError(`it has ${checked + seen.length} photos and files of ${count}`);
      }
    },
  };
};
