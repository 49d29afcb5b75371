import { errorName } from '#src/domain/error-name';
import type { Log } from '#src/ports/system';

export type TellTrouble = (error: Error) => void;

/** Longer than any connection waits before it tries again, so that one outage stays one. */
const usualQuietMs = 20_000;

/**
 * While the queue cannot be reached every connection of it complains each second. The operator reads of each kind of trouble
 * once, and once more when nothing was heard of it for a while.
 */
export const watchTrouble = (log: Log, quietMs: number = usualQuietMs): TellTrouble => {
  const lasting = new Map<string, { readonly timer: NodeJS.Timeout; complaints: number }>();
  return (error) => {
    const kind = kindOf(error);
    const known = lasting.get(kind);
    if (known !== undefined) {
      known.complaints += 1;
      known.timer.refresh();
      return;
    }
    const end = (): void => {
      log.info('queue: quiet again', { trouble: kind, complaints: lasting.get(kind)?.complaints ?? 0 });
      lasting.delete(kind);
    };
    lasting.set(kind, { timer: setTimeout(end, quietMs).unref(), complaints: 1 });
    log.warn('queue: trouble; messages are kept and acknowledged, and go on when it is over', {
      trouble: kind,
      error: errorName(error),
    });
  };
};

/** A server's refusal begins with a word in capitals (`OOM`, `WRONGPASS`); BullMQ numbers what went wrong with a job. */
const kindOf = (error: Error): string => {
  if (error.name === 'ReplyError') return /^[A-Z]+/.exec(error.message)?.[0] ?? 'refused';
  return 'code' in error && typeof error.code === 'number' ? 'job' : 'connection';
};
