import type { Readable } from 'node:stream';

/** Keeps what residents and staff attach: a folder now, an object store later. Keys are ours and say nothing. */
export interface MediaStore {
  /** Keeps the whole stream or, on any failure, nothing. Refuses with `MediaTooLargeError` beyond `maxBytes`. */
  put(key: string, body: Readable, maxBytes: number): Promise<{ readonly bytes: number }>;
  /** Null when nothing is kept under the key. */
  get(key: string): Promise<{ readonly body: Readable; readonly bytes: number } | null>;
  /** Removing what is not there is not an error. */
  remove(key: string): Promise<void>;
}

export class MediaTooLargeError extends Error {
  override readonly name = 'MediaTooLargeError';
}
