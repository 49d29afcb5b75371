import type { ChannelName } from '#src/domain/channel-name';
import { errorName } from '#src/domain/error-name';
import type { Channel } from '#src/ports/channel';
import type { Log } from '#src/ports/system';
import type { Context } from '#src/usecases/context';
import { giveWorkingSigns } from '#src/usecases/give-working-signs';
import { startTimer, type Timer } from './timer.ts';

const everyMs = 1_000;
const callsLastMs = 5_000;

/** Looks who waits too long for an answer. Apart from the work itself, which it never delays and never fails. */
export const startReassuring = (
  context: Context,
  channels: ReadonlyMap<ChannelName, Channel>,
  log: Log,
): Timer => {
  const stop = new AbortController();
  const timer = startTimer(
    everyMs,
    async () => {
      const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(callsLastMs)]);
      await giveWorkingSigns(context, channels, signal);
    },
    (error) => log.warn('reassure: could not look', { error: errorName(error) }),
  );
  return {
    // A sign is worth no waiting when the program ends.
    close: async () => {
      stop.abort();
      await timer.close();
    },
  };
};
