import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { z } from 'zod';

/** Photos and films are compressed already, and trying it again takes longer than all the rest. */
export type Effort = 'lowest' | 'none';

const levels: Readonly<Record<Effort, number>> = { lowest: 1, none: 0 };
const pieceBytes = 4 * 1024 * 1024;
const compress = promisify(gzip);

/** Compresses in pieces, each a gzip member of its own, so that the effort may change; every gunzip reads them as one. */
export const inMembers = async function* (
  source: AsyncIterable<unknown>,
  effort: () => Effort,
): AsyncGenerator<Buffer> {
  let piece: Uint8Array[] = [];
  let bytes = 0;
  for await (const given of source) {
    const chunk = z.instanceof(Uint8Array).parse(given);
    piece.push(chunk);
    bytes += chunk.byteLength;
    if (bytes < pieceBytes) continue;
    yield compress(Buffer.concat(piece), { level: levels[effort()] });
    piece = [];
    bytes = 0;
  }
  if (bytes > 0) yield compress(Buffer.concat(piece), { level: levels[effort()] });
};
