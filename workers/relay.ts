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

export interface Relay {
  close(): Promise<void>;
}

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
    const media = [
      ...(await forgottenMedia(tx, before, mostAtOnce)),
      ...(await forgottenUploads(tx, new Date(now - unsentLastsMs), mostAtOnce)),
    ];
    return [
      ...events.map((inboundEventId) => ({ name: 'message.sort' as const, data: { inboundEventId } })),
      ...sends.map((outboxId) => ({ name: 'message.deliver' as const, data: { outboxId } })),
      ...media.map((attachmentId) => ({ name: 'media.fetch' as const, data: { attachmentId } })),
    ];
  });
  context.producer.nudge(...found);
  return found.length;
};

/** A plain timer, not a job: it must outlive an emptied queue. */
export const startRelay = (context: Context, log: Log): Relay => {
  let running: Promise<void> = Promise.resolve();
  let isBusy = false;
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    running = relayOnce(context)
      .then((count) => {
        if (count > 0) log.info('relay: rows without a job were nudged', { count });
      })
      .catch((error: unknown) => {
        log.warn('relay: could not look', { error: errorName(error) });
      })
      .finally(() => {
        isBusy = false;
      });
  }, everyMs);
  return {
    close: async () => {
      clearInterval(timer);
      await running;
    },
  };
};
