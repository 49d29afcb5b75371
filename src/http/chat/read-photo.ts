import type { Request } from 'express';
import { chatPhotoMostBytes } from '#src/http/contract/chat';
import { ProblemError } from '#src/http/problems';

/** What all photos that are being posted to this process may hold in memory together. */
const mostInHand = 200 * 1024 * 1024;
/** So much too large, nobody listens to the end of it. */
const patienceBytes = 3 * chatPhotoMostBytes;

export type ReadPhoto = <T>(request: Request, use: (bytes: Buffer) => Promise<T>) => Promise<T>;

/** Reads the body of a post as a photo, while there is room for it. Too large a one is read to its end, so that the refusal is heard. */
export const photoReader = (): ReadPhoto => {
  let inHand = 0;
  return async (request, use) => {
    const told = Number(request.get('content-length') ?? chatPhotoMostBytes);
    const takes = Math.min(told, chatPhotoMostBytes);
    if (inHand + takes > mostInHand) throw new ProblemError('too-fast', { retryAfterSeconds: 5 });
    inHand += takes;
    try {
      return await use(await readAll(request));
    } finally {
      inHand -= takes;
    }
  };
};

const readAll = async (request: Request): Promise<Buffer> => {
  let pieces: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const piece = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    bytes += piece.byteLength;
    if (bytes > patienceBytes) break;
    if (bytes > chatPhotoMostBytes) pieces = [];
    else pieces.push(piece);
  }
  if (bytes > chatPhotoMostBytes) throw new ProblemError('too-large');
  return Buffer.concat(pieces);
};
