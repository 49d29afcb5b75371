import { Worker } from 'node:worker_threads';
import { PictureRefusedError } from '#src/ports/pictures';
import { inLine } from './in-line.ts';
import type { HeicAnswer } from './heic-thread.ts';

export interface Heic {
  /** Upright, four bytes a pixel. Rejects with `PictureRefusedError`. */
  decode(photo: Buffer): Promise<Pixels>;
  close(): Promise<void>;
}

export type Pixels = Omit<Extract<HeicAnswer, { kind: 'pixels' }>, 'kind'>;

/**
 * Opens what iPhones write, and sharp's own build may not. The decoder would hold the event loop for seconds and its
 * memory only grows, so each photo gets a thread that ends with it, one at a time.
 */
export const heicDecoder = (threadFile: URL = ownThread, mostMs = 20_000): Heic => {
  const oneAtATime = inLine(1);
  let running: Worker | null = null;
  let isClosed = false;

  const decode = async (photo: Buffer): Promise<Pixels> => {
    if (isClosed) throw new PictureRefusedError('not-a-picture', { cause: new Error('closed') });
    const worker = new Worker(threadFile, { workerData: photo });
    running = worker;
    try {
      const answer = await answerOf(worker, mostMs);
      if (answer.kind === 'pixels') return answer;
      throw new PictureRefusedError('not-a-picture');
    } finally {
      running = null;
      await worker.terminate();
    }
  };

  return {
    decode: (photo) => oneAtATime(() => decode(photo)),
    async close() {
      isClosed = true;
      await running?.terminate();
    },
  };
};

const ownThread = new URL('./heic-thread.ts', import.meta.url);

const answerOf = async (worker: Worker, mostMs: number): Promise<HeicAnswer> => {
  const { promise, resolve, reject } = Promise.withResolvers<HeicAnswer>();
  const refuse = (cause: unknown): void => reject(new PictureRefusedError('not-a-picture', { cause }));
  worker.once('message', resolve);
  worker.once('error', refuse);
  worker.once('exit', (code) => refuse(new Error(`The HEIC thread ended with code ${code}`)));
  const timer = setTimeout(() => refuse(new Error(`not opened within ${mostMs} ms`)), mostMs);
  return promise.finally(() => clearTimeout(timer));
};
