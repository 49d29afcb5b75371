import type { Request } from 'express';
import { chatPhotoMostBytes } from '#src/http/contract/chat';
import { ProblemError } from '#src/http/problems';
import { readBytes } from '#src/http/read-bytes';

/** What all photos that are being posted to this process may hold in memory together. */
const mostInHand = 200 * 1024 * 1024;

export type ReadPhoto = <T>(request: Request, use: (bytes: Buffer) => Promise<T>) => Promise<T>;

/** Reads the body of a post as a photo, while there is room for it. */
export const photoReader = (): ReadPhoto => {
  let inHand = 0;
  return async (request, use) => {
    const told = Number(request.get('content-length') ?? chatPhotoMostBytes);
    const takes = Math.min(told, chatPhotoMostBytes);
    if (inHand + takes > mostInHand) throw new ProblemError('too-fast', { retryAfterSeconds: 5 });
    inHand += takes;
    try {
      return await use(await readBytes(request, chatPhotoMostBytes));
    } finally {
      inHand -= takes;
    }
  };
};
