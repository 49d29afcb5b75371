import { errorName } from '#src/domain/error-name';
import type { Log } from '#src/ports/system';
import type { Nudge } from '#src/queue/jobs';
import { forgottenInbound } from '#src/store/inbound-events';
import { forgottenMedia } from '#src/store/media';
import { forgottenSends } from '#src/store/sending';
import { claimLastsMs } from '#src/usecases/begin-send';
import type { Context } from '#src/usecases/context';
import { startTimer, type Timer } from './timer.ts';

const everyMs = 2_000;
/** A job that is well takes less than this from commit to handler. */
const graceMs = 3_000;
const mostAtOnce = 500;

/** Finds every row that waits without a job and nudges it again: jobs may be lost, rows are not. */
export const relayOnce = async (context: Context): Promise<number> => {
  const now = context.clock.now().getTime();
  const before = new Date(now - graceMs);
  const found = await context.store.asWorker(async (tx): Promise<readonly Nudge[]> => {
    const events = await forgottenInbound(tx, before, mostAtOnce);
    const sends = await forgottenSends(
      tx,
      { dueBefore: before, claimedBefore: new Date(now - claimLastsMs) },
      mostAtOnce,
    );
    const media = await forgottenMedia(tx, before, mostAtOnce);
    return [
      ...events.map((inboundEventId) => ({ name: 'message.sort' as const, data: { inboundEventId } })),
      ...sends.map((outboxId) => ({ name: 'message.deliver' as const, data: { outboxId } })),
      ...media.map((attachmentId) => ({ name: 'media.fetch' as const, data: { attachmentId } })),
    ];
  });
  context.producer.nudge(...found);
  return found.length;
};

export const startRelay = (context: Context, log: Log): Timer =>
  startTimer(
    everyMs,
    async () => {
      const count = await relayOnce(context);
      if (count > 0) log.info('relay: rows without a job were nudged', { count });
    },
    (error) => log.warn('relay: could not look', { error: errorName(error) }),
  );
