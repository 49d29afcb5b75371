import { errorName } from '#src/domain/error-name';
import type { MediaStore } from '#src/ports/media-store';
import type { Log } from '#src/ports/system';
import { sweepPhotos } from '#src/usecases/chat/sweep-photos';
import type { Context } from '#src/usecases/context';

export interface Sweep {
  close(): Promise<void>;
}

const everyMs = 5_000;

/** Removes, again and again, what was posted on the web chat's page and nobody waits for any more. */
export const startSweep = (context: Context, media: MediaStore, log: Log): Sweep => {
  let running: Promise<void> | null = null;
  const timer = setInterval(() => {
    running ??= sweepPhotos(context, media)
      .then(() => undefined)
      .catch((error: unknown) => log.warn('sweep: could not look', { error: errorName(error) }))
      .finally(() => {
        running = null;
      });
  }, everyMs);
  return {
    close: async () => {
      clearInterval(timer);
      await running;
    },
  };
};
