import type { ChannelName } from '#src/domain/channel-name';
import { isSurelyAnswered } from '#src/domain/surely-answered';
import { ChannelFaultError, type Channel } from '#src/ports/channel';
import { claimSign, forgetSigns, waitingMessages, type WaitingInThread } from '#src/store/working-signs';
import type { Context } from './context.ts';

/** Whoever waits less than this notices nothing. */
const patienceMs = 2_000;
/** No channel shows its sign longer; whoever has waited this long has put the telephone away. */
const signLastsMs = 20_000;
/** In one look, of which a worker process takes one a second: LINE allows a hundred a second, ten processes stay below. */
const mostAtOnce = 10;
/** Among these are some that the machine may not answer. */
const mostLookedAt = 10 * mostAtOnce;

const dayMs = 86_400_000;

/**
 * Shows residents whose message still waits to be sorted that the city is at work, in the queue or in hand: once for a wait,
 * and only where an answer is sure to come. Returns how many signs were given. A sign that cannot be given is let go.
 */
export const giveWorkingSigns = async (
  context: Context,
  channels: ReadonlyMap<ChannelName, Channel>,
  signal: AbortSignal,
): Promise<number> => {
  const claimed = await context.store.asWorker(async (tx) => {
    const now = context.clock.now();
    const before = (ms: number): Date => new Date(now.getTime() - ms);
    const since = {
      receivedAfter: before(signLastsMs),
      receivedBefore: before(patienceMs),
      closedAfter: before(context.city.reopenWithinDays * dayMs),
      signedAfter: before(signLastsMs),
    };
    await forgetSigns(tx, since.signedAfter);
    const answered = (await waitingMessages(tx, since, mostLookedAt)).filter(isSurelyAnswered);
    const mine: WaitingInThread[] = [];
    for (const message of answered) {
      if (mine.length === mostAtOnce) break;
      if (await claimSign(tx, message, since.signedAfter, now)) mine.push(message);
    }
    return mine;
  });
  await Promise.all(claimed.map((message) => give(channels.get(message.channel), message, signal)));
  return claimed.length;
};

const give = async (
  channel: Channel | undefined,
  { address }: WaitingInThread,
  signal: AbortSignal,
): Promise<void> => {
  try {
    await channel?.showWorking(address, signal);
  } catch (error) {
    if (!(error instanceof ChannelFaultError)) throw error;
  }
};
