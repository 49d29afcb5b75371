import { errorName } from '#src/domain/error-name';
import type { HoldKind } from '#src/domain/hold';
import type { Log } from '#src/ports/system';
import { takeUntoldHolds } from '#src/store/holds';
import type { Context } from '#src/usecases/context';
import { startTimer, type Timer } from './timer.ts';

const everyMs = 2_000;

/** One line in one worker's log for each hold, however many sends wait behind it. */
export const tellHolds = async ({ store }: Context, log: Log): Promise<void> => {
  for (const { channel, kind } of await store.asWorker(takeUntoldHolds)) {
    log.error(`${channel}: ${whatToDo[kind]}`, { channel, hold: kind });
  }
};

export const startTellingHolds = (context: Context, log: Log): Timer =>
  startTimer(
    everyMs,
    () => tellHolds(context, log),
    (error) => log.warn('holds: could not look', { error: errorName(error) }),
  );

const whatToDo = {
  'quota-spent':
    "the month's messages are spent and pushes wait for at most a day; raise the limit with the platform, and they go out by themselves",
  unauthorised:
    'the platform refuses our access token and everything waits for at most a day; set a valid one and restart, and it goes out by itself',
} as const satisfies Readonly<Record<HoldKind, string>>;
