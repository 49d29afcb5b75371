import type { InboundEventId } from '#src/domain/ids';
import type { Nudge } from '#src/queue/jobs';
import {
  firstPendingBeside,
  firstPendingOf,
  markHandled,
  type PendingEvent,
} from '#src/store/inbound-events';
import type { Tx } from '#src/store/open';
import { ensureCorrespondent, lockThread, type Correspondent } from '#src/store/residents';
import { isAccountId, isResidentId, isThreadId } from '#src/domain/ids';
import { answerPostback } from './answer-postback.ts';
import type { Context } from './context.ts';
import { declineGroup } from './decline-group.ts';
import { follow, meetAgain, unfollow } from './follow.ts';
import { newId } from './new-id.ts';
import { comparePast, pastOf, type Past, type PastReading } from './compare-past.ts';
import { asEdited, editMessage } from './edit-message.ts';
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
    let waiting = await context.store.asWorker(async (tx) =>
      withPast(tx, context, await firstPendingBeside(tx, inboundEventId)),
    );
    while (waiting !== null) {
      const { event, past } = waiting;
      // Reading takes milliseconds of another thread's time, so it is done before the transaction, never in it.
      const reading = event.what.kind === 'message' ? await comparePast(reader, event.what, past) : null;
      const acted = await context.store.asWorker(async (tx) => {
        await lockThread(tx, event.channel, event.address);
        const first = await firstPendingOf(tx, event.channel, event.address);
        const isSame = first?.id === event.id && isSameEdit(await asEdited(tx, first), event);
        if (!isSame) return { nudges: [], next: await withPast(tx, context, first) };
        const nudges = await actOn(tx, context, event, reading);
        const next = await firstPendingOf(tx, event.channel, event.address);
        return { nudges, next: await withPast(tx, context, next) };
      });
      context.producer.nudge(...acted.nudges);
      waiting = acted.next;
    }
  };

interface Waiting {
  readonly event: PendingEvent;
  readonly past: Past;
}

/** A message whose edit overtook it is read with its new words. */
const withPast = async (tx: Tx, context: Context, first: PendingEvent | null): Promise<Waiting | null> => {
  if (first === null) return null;
  const event = await asEdited(tx, first);
  return { event, past: await pastOf(tx, context, event) };
};

const isSameEdit = (one: PendingEvent, other: PendingEvent): boolean =>
  one.editedAt?.getTime() === other.editedAt?.getTime();

const actOn = async (
  tx: Tx,
  context: Context,
  event: PendingEvent,
  reading: PastReading | null,
): Promise<readonly Nudge[]> => {
  const now = context.clock.now();
  // First, so that what a take-back empties is not left standing as a row that still waits.
  await markHandled(tx, event.id, now);
  const { what } = event;
  if (what.kind === 'group') return declineGroup(tx, context, event, what.replyToken);
  const who = await ensureCorrespondent(tx, event.channel, event.address, {
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
