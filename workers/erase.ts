import { errorName } from '#src/domain/error-name';
import type { Log } from '#src/ports/system';
import { waitingErasures } from '#src/store/erasures';
import type { Context } from '#src/usecases/context';
import { performErasure } from '#src/usecases/perform-erasure';
import { startTimer, type Timer } from './timer.ts';

const everyMs = 5_000;
/** Whoever asked does it at once; what is older than this was left behind by a process that died. */
const graceMs = 5_000;
const mostAtOnce = 20;

/** Ends every erasure that was asked for and not ended. */
export const eraseOnce = async (context: Context): Promise<number> => {
  const before = new Date(context.clock.now().getTime() - graceMs);
  const waiting = await context.store.asWorker((tx) => waitingErasures(tx, before, mostAtOnce));
  for (const id of waiting) await performErasure(context, id);
  return waiting.length;
};

export const startErasing = (context: Context, log: Log): Timer =>
  startTimer(
    everyMs,
    async () => {
      const count = await eraseOnce(context);
      if (count > 0) log.info('erase: what was left behind is erased', { count });
    },
    (error) => log.warn('erase: could not look', { error: errorName(error) }),
  );
