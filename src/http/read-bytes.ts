import type { Request } from 'express';
import { ProblemError } from './problems.ts';

/**
 * The body as it came, whole: a request that breaks off rejects. One that is too large is read to its end all the same and
 * thrown away, since a browser that is still sending does not listen to the refusal.
 */
export const readBytes = async (request: Request, mostBytes: number): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const piece = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    bytes += piece.byteLength;
    if (bytes <= mostBytes) chunks.push(piece);
    else chunks.length = 0;
  }
  if (bytes > mostBytes) throw new ProblemError('too-large');
  return Buffer.concat(chunks);
};
