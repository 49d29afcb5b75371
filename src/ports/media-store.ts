import type { Readable } from 'node:stream';

/** Keeps what residents and staff attach: a folder now, an object store later. Keys are ours and say nothing. */
export interface MediaStore {
  /** Keeps the whole stream or, on any failure, nothing. Refuses with `MediaTooLargeError` beyond `maxBytes`. */
  put(key: string, body: Readable, maxBytes: number): Promise<{ readonly bytes: number }>;
  /** The whole, or a part of it; `bytes` is the size of the whole. Null when nothing is kept under the key. */
  get(
    key: string,
    part?: ByteRange | null,
  ): Promise<{ readonly body: Readable; readonly bytes: number } | null>;
  /** How many bytes are kept under the key; null when nothing is. */
  sizeOf(key: string): Promise<number | null>;
  /** Removing what is not there is not an error. */
  remove(key: string): Promise<void>;
}

/** From the first byte to the last, both counted, the first of all being 0. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export class MediaTooLargeError extends Error {
  override readonly name = 'MediaTooLargeError';
}
