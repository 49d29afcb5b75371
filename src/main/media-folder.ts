import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MediaTooLargeError, type MediaStore } from '#src/ports/media-store';

/** Keeps media as files under one folder; several machines may share it. A key becomes part of a path, so only ours are taken. */
export const mediaFolder = (folder: string): MediaStore => {
  const pathOf = (key: string): string => {
    if (!/^[0-9a-f-]{36}$/.test(key)) throw new BadMediaKeyError('a media key is a UUID');
    // The last signs of a version 7 UUID are random; the first are the time and would fill one folder a day.
    return join(folder, key.slice(-2), key);
  };
  return {
    put: async (key, body, maxBytes) => {
      // It may break before it is read; reading meets the error all the same.
      body.on('error', () => undefined);
      const path = pathOf(key);
      // Two workers may fetch the same medium; each writes its own, and the later one takes the place.
      const unfinished = `${path}.${randomUUID()}.part`;
      await mkdir(dirname(path), { recursive: true });
      const file = await open(unfinished, 'w', 0o600);
      let bytes = 0;
      try {
        for await (const chunk of body) {
          const piece = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
          bytes += piece.byteLength;
          if (bytes > maxBytes) throw new MediaTooLargeError(`more than ${maxBytes} bytes`);
          await file.writeFile(piece);
        }
        // On disk before its row says so.
        await file.sync();
      } catch (error) {
        await file.close();
        await rm(unfinished, { force: true });
        throw error;
      }
      await file.close();
      await rename(unfinished, path);
      return { bytes };
    },
    get: async (key, part = null) => {
      const path = pathOf(key);
      const found = await stat(path).catch(() => null);
      if (found === null) return null;
      const body = createReadStream(path, part === null ? {} : { start: part.start, end: part.end });
      return { body, bytes: found.size };
    },
    sizeOf: async (key) => (await stat(pathOf(key)).catch(() => null))?.size ?? null,
    // A killed worker leaves a half-written file, and that holds a resident's picture too.
    remove: async (key) => {
      const place = dirname(pathOf(key));
      const names = await readdir(place).catch(() => []);
      for (const name of names) if (name.startsWith(key)) await rm(join(place, name), { force: true });
    },
  };
};

class BadMediaKeyError extends Error {
  override readonly name = 'BadMediaKeyError';
}
