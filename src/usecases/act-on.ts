import { isAccountId, isResidentId, isThreadId } from '#src/domain/ids';
import type { Nudge } from '#src/queue/jobs';
import type { Tx } from '#src/store/open';
import { markHandled, type PendingEvent } from '#src/store/pending-events';
import { ensureCorrespondent, type Correspondent } from '#src/store/residents';
import { answerPostback } from './answer-postback.ts';
import type { PastReading } from './compare-past.ts';
import type { Context } from './context.ts';
import { declineGroup } from './decline-group.ts';
import { editMessage } from './edit-message.ts';
import { follow, meetAgain, unfollow } from './follow.ts';
import { newId } from './new-id.ts';
import { receiveMessage } from './receive-message.ts';
import { takeBack } from './take-back.ts';

const profileLastsMs = 30 * 86_400_000;

/** What one event brings about. Call under `lockThreads`. */
export const actOn = async (
  tx: Tx,
  context: Context,
  event: PendingEvent,
  reading: PastReading | null,
): Promise<readonly Nudge[]> => {
  const now = context.clock.now();
  // First, so that what a take-back empties is not left standing as a row that still waits.
  await markHandled(tx, { id: event.id, now });
  const { what } = event;
  if (what.kind === 'group') return declineGroup(tx, context, event, what.replyToken);
  const who = await ensureCorrespondent(tx, {
    channel: event.channel,
    address: event.address,
    residentId: newId(context.ids, isResidentId),
    accountId: newId(context.ids, isAccountId),
    threadId: newId(context.ids, isThreadId),
  });
  const nudges = await actOnWhat(tx, context, { event, what, who, reading });
  const { profileAskedAt } = who;
  const isDue = profileAskedAt === null || now.getTime() - profileAskedAt.getTime() > profileLastsMs;
  return isDue ? [...nudges, { name: 'profile.fetch', data: { accountId: who.accountId } }] : nudges;
};

interface Acted {
  readonly event: PendingEvent;
  readonly what: Exclude<PendingEvent['what'], { readonly kind: 'group' }>;
  readonly who: Correspondent;
  readonly reading: PastReading | null;
}

const actOnWhat = async (
  tx: Tx,
  context: Context,
  { event, what, who, reading }: Acted,
): Promise<readonly Nudge[]> => {
  switch (what.kind) {
    case 'message':
      await meetAgain(tx, event, who);
      return reading === null ? [] : receiveMessage(tx, context, { event, what, who, reading });
    case 'unsend':
      return takeBack(tx, context, who, what.messageExternalId);
    case 'edit':
      return editMessage(tx, { event, who, what });
    case 'follow':
      return follow(tx, context, event, who, what);
    case 'unfollow':
      return unfollow(tx, event, who);
    case 'postback':
      await meetAgain(tx, event, who);
      return answerPostback(tx, context, { event, who, data: what.data, replyToken: what.replyToken });
  }
};
