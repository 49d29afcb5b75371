import { errorName } from '#src/domain/error-name';
import type { Log } from '#src/ports/system';
import type { Nudge } from '#src/queue/jobs';
import { forgottenInbound } from '#src/store/inbound-events';
import { forgottenMedia } from '#src/store/media';
import { forgottenSends } from '#src/store/sending';
import { forgottenUploads } from '#src/store/uploads';
import { claimLastsMs } from '#src/usecases/begin-send';
import type { Context } from '#src/usecases/context';
import { unsentLastsMs } from '#src/usecases/erase-upload';
import { holdsForMs } from '#src/usecases/sort-message';
import { startTimer, type Timer } from './timer.ts';

const everyMs = 2_000;
/** A job that is well takes less than this from commit to handler. */
const graceMs = 3_000;
const mostAtOnce = 2_000;
/** A queue that is full still has the job; one that was emptied has not. */
const againAfterMs = 10_000;

/** When each row was last nudged from here, so that a full queue is not filled more. */
export type Nudged = Map<string, number>;

/** Finds every row that waits without a job and nudges it again: jobs may be lost, rows are not. */
export const relayOnce = async (context: Context, nudged: Nudged = new Map()): Promise<number> => {
  const now = context.clock.now().getTime();
  for (const [id, at] of nudged) if (at <= now - againAfterMs) nudged.delete(id);
  const before = new Date(now - graceMs);
  const isNew = (id: string): boolean => {
    if (nudged.has(id)) return false;
    nudged.set(id, now);
    return true;
  };
  const found = await context.store.asWorker(async (tx): Promise<readonly Nudge[]> => {
    const events = await forgottenInbound(
      tx,
      { receivedBefore: before, claimedBefore: new Date(now - holdsForMs) },
      mostAtOnce,
    );
    const sends = await forgottenSends(
      tx,
      { dueBefore: before, claimedBefore: new Date(now - claimLastsMs) },
      mostAtOnce,
    );
    const media = [
      ...(await forgottenMedia(tx, before, mostAtOnce)),
      ...(await forgottenUploads(tx, new Date(now - unsentLastsMs), mostAtOnce)),
    ];
    return [
      ...events
        .filter(isNew)
        .map((inboundEventId) => ({ name: 'message.sort' as const, data: { inboundEventId } })),
      ...sends.filter(isNew).map((outboxId) => ({ name: 'message.deliver' as const, data: { outboxId } })),
      ...media
        .filter(isNew)
        .map((attachmentId) => ({ name: 'media.fetch' as const, data: { attachmentId } })),
    ];
  });
  context.producer.nudge(...found);
  return found.length;
};

export const startRelay = (context: Context, log: Log): Timer => {
  const nudged: Nudged = new Map();
  return startTimer(
    everyMs,
    async () => {
      const count = await relayOnce(context, nudged);
      if (count > 0) log.info('relay: rows without a job were nudged', { count });
    },
    (error) => log.warn('relay: could not look', { error: errorName(error) }),
  );
};
