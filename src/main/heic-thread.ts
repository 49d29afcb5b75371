import { parentPort, workerData } from 'node:worker_threads';
import decode from 'heic-decode';
import { z } from 'zod';

export type HeicAnswer =
  | {
      readonly kind: 'pixels';
      readonly width: number;
      readonly height: number;
      /** Four bytes each: red, green, blue, alpha. */
      readonly pixels: Uint8ClampedArray;
    }
  | { readonly kind: 'broken' };

const answer = async (): Promise<HeicAnswer> => {
  const photo = z.instanceof(Uint8Array).parse(workerData);
  try {
    const { width, height, data } = await decode({ buffer: photo });
    return { kind: 'pixels', width, height, pixels: data };
  } catch {
    return { kind: 'broken' };
  }
};

parentPort?.postMessage(await answer());
