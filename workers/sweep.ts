import { errorName } from '#src/domain/error-name';
import type { MediaStore } from '#src/ports/media-store';
import type { Log } from '#src/ports/system';
import { sweepPhotos } from '#src/usecases/chat/sweep-photos';
import type { Context } from '#src/usecases/context';
import { startTimer, type Timer } from './timer.ts';

const everyMs = 5_000;

/** Removes, again and again, what was posted on the web chat's page and nobody waits for any more. */
export const startSweep = (context: Context, media: MediaStore, log: Log): Timer =>
  startTimer(
    everyMs,
    async () => void (await sweepPhotos(context, media)),
    (error) => log.warn('sweep: could not look', { error: errorName(error) }),
  );
