import type { EventName } from '#src/domain/event';
import type { Nudge } from '#src/queue/jobs';
import { recordEvent } from '#src/store/events';
import type { PendingEvent } from '#src/store/pending-events';
import { openMattersOf } from '#src/store/matters';
import { hasWrittenSince } from '#src/store/messages';
import type { Tx } from '#src/store/open';
import { setAccountState, unblockWriter, type Correspondent } from '#src/store/residents';
import { fillTemplate } from '#src/text/template';
import type { Context } from './context.ts';
import { tellResident } from './tell-resident.ts';

/** The resident added the city, or came back after blocking it. */
export const follow = async (
  tx: Tx,
  context: Context,
  event: PendingEvent,
  who: Correspondent,
  what: { readonly isUnblocked: boolean; readonly replyToken: string | null },
): Promise<readonly Nudge[]> => {
  const isBack = await setAccountState(tx, who.accountId, 'active', event.occurredAt);
  if (isBack) await tellMatters(tx, who, 'unblocked');
  const { templates, name } = context.city;
  // A platform does not always know that somebody comes back; our own row may.
  const greeting = what.isUnblocked || isBack ? templates.welcomeBack : templates.greeting;
  const reply = { token: what.replyToken, receivedAt: event.receivedAt };
  return tellResident(tx, context, {
    to: who,
    matterId: null,
    texts: [fillTemplate(greeting, { city: name })],
    reply,
  });
};

/** The resident blocked the city: nothing more is sent, and staff of their open matters see why. */
export const unfollow = async (
  tx: Tx,
  event: PendingEvent,
  who: Correspondent,
): Promise<readonly Nudge[]> => {
  // Told late: they have written since, so they are here again.
  if (await hasWrittenSince(tx, who.threadId, event.occurredAt)) return [];
  const isGone = await setAccountState(tx, who.accountId, 'blocked', event.occurredAt);
  if (isGone) await tellMatters(tx, who, 'blocked');
  return [];
};

/** Nobody can write to an account they block: whoever writes is here again, though the news of it may come later. */
export const meetAgain = async (tx: Tx, event: PendingEvent, who: Correspondent): Promise<void> => {
  if (who.isBlocked && (await unblockWriter(tx, who.accountId, event.occurredAt)))
    await tellMatters(tx, who, 'unblocked');
};

const mostMatters = 100;

/** Open inboxes show whether the resident can be reached. */
const tellMatters = async (tx: Tx, { residentId }: Correspondent, name: EventName): Promise<void> => {
  for (const { id, departmentId } of await openMattersOf(tx, { residentId, limit: mostMatters })) {
    await recordEvent(tx, { name, matterId: id, departments: [departmentId], actorId: null });
  }
};
