import type { InboundEventId } from '#src/domain/ids';
import type { Nudge } from '#src/queue/jobs';
import { firstPendingOf, markHandled, placeOf, type PendingEvent } from '#src/store/inbound-events';
import type { Tx } from '#src/store/open';
import { ensureCorrespondent, isProfileDue, lockThread, type Correspondent } from '#src/store/residents';
import { isAccountId, isResidentId, isThreadId } from '#src/domain/ids';
import { answerPostback } from './answer-postback.ts';
import type { Context } from './context.ts';
import { follow, meetAgain, unfollow } from './follow.ts';
import { newId } from './new-id.ts';
import { comparePast, type PastReading } from './compare-past.ts';
import type { Reader } from './read-message.ts';
import { receiveMessage } from './receive-message.ts';
import { takeBack } from './take-back.ts';

export type SortMessage = (job: { readonly inboundEventId: InboundEventId }) => Promise<void>;

const profileLastsMs = 30 * 86_400_000;

/**
 * Acts on everything that waits in the event's thread, oldest first, one transaction each. Running it twice, or in two
 * workers at once, is harmless: the thread is locked, and whoever comes second finds nothing or the next event.
 */
export const sortMessage =
  (context: Context, reader: Reader): SortMessage =>
  async ({ inboundEventId }) => {
    const place = await context.store.asWorker((tx) => placeOf(tx, inboundEventId));
    if (place === null) return;
    for (;;) {
      const next = await context.store.asWorker((tx) => firstPendingOf(tx, place.channel, place.address));
      if (next === null) return;
      // Reading takes milliseconds of another thread's time, so it is done before the transaction, never in it.
      const reading =
        next.what.kind === 'message' ? await comparePast(context, reader, next, next.what) : null;
      const nudges = await context.store.asWorker(async (tx) => {
        await lockThread(tx, place.channel, place.address);
        const first = await firstPendingOf(tx, place.channel, place.address);
        if (first === null || first.id !== next.id) return [];
        return actOn(tx, context, next, reading);
      });
      context.producer.nudge(...nudges);
    }
  };

const actOn = async (
  tx: Tx,
  context: Context,
  event: PendingEvent,
  reading: PastReading | null,
): Promise<readonly Nudge[]> => {
  const now = context.clock.now();
  const who = await ensureCorrespondent(tx, event.channel, event.address, {
    residentId: newId(context.ids, isResidentId),
    accountId: newId(context.ids, isAccountId),
    threadId: newId(context.ids, isThreadId),
  });
  // First, so that what a take-back empties is not left standing as a row that still waits.
  await markHandled(tx, event.id, now);
  const nudges = await actOnWhat(tx, context, event, who, reading);
  const isDue = await isProfileDue(tx, who.accountId, new Date(now.getTime() - profileLastsMs));
  return isDue ? [...nudges, { name: 'profile.fetch', data: { accountId: who.accountId } }] : nudges;
};

const actOnWhat = async (
  tx: Tx,
  context: Context,
  event: PendingEvent,
  who: Correspondent,
  reading: PastReading | null,
): Promise<readonly Nudge[]> => {
  const { what } = event;
  switch (what.kind) {
    case 'message':
      await meetAgain(tx, event, who);
      return reading === null ? [] : receiveMessage(tx, context, { event, what, who, reading });
    case 'unsend':
      return takeBack(tx, context, who, what.messageExternalId);
    case 'follow':
      return follow(tx, context, event, who, what.replyToken);
    case 'unfollow':
      return unfollow(tx, event, who);
    case 'postback':
      await meetAgain(tx, event, who);
      return answerPostback(tx, context, { event, who, data: what.data, replyToken: what.replyToken });
  }
};
