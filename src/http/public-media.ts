import { pipeline } from 'node:stream/promises';
import { Router, type Response } from 'express';
import type { MediaStore } from '#src/ports/media-store';
import { readPublished, type PublicMedium } from '#src/store/published';
import type { Context } from '#src/usecases/context';
import { ProblemError } from './problems.ts';

/**
 * What the city sent, for channels that fetch it and residents who open it: no cookie, an address of 256 random bits, and
 * only while it is sent and not taken back.
 */
export const publicMedia = (context: Context, media: MediaStore): Router => {
  const find = async (token: string): Promise<PublicMedium | null> =>
    isToken(token) ? context.store.asWorker((tx) => readPublished(tx, token)) : null;

  const give = async (response: Response, key: string, headers: Readonly<Record<string, string>>) => {
    const kept = await media.get(key);
    if (kept === null) throw new ProblemError('not-found');
    response.set({ ...headers, 'content-length': String(kept.bytes) });
    await pipeline(kept.body, response);
  };

  const router = Router();
  router.use('/m', (_request, response, next) => {
    response.set({
      'cache-control': 'private, no-store',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-robots-tag': 'noindex, nofollow, noarchive',
      // A page of the channel may show the picture.
      'cross-origin-resource-policy': 'cross-origin',
    });
    next();
  });
  router.get('/m/:picture', async (request, response) => {
    const [, token = '', size] = /^(.+?)(-preview)?\.jpg$/.exec(request.params.picture) ?? [];
    const found = await find(token);
    if (found?.kind !== 'image') throw new ProblemError('not-found');
    const key = size === undefined ? found.id : (found.previewId ?? found.id);
    await give(response, key, {
      'content-type': found.mime ?? 'image/jpeg',
      'content-disposition': 'inline',
    });
  });
  router.get('/m/:token/:name', async (request, response) => {
    const found = await find(request.params.token);
    if (found?.kind !== 'file') {
      response.status(404).type('text/plain').send(context.city.templates.fileGone);
      return;
    }
    await give(response, found.id, {
      'content-type': found.mime ?? 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(found.fileName ?? 'file')}`,
    });
  });
  router.use('/m', () => {
    throw new ProblemError('not-found');
  });
  return router;
};

const isToken = (text: string): boolean => /^[\w-]{43}$/.test(text);
