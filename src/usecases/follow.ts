import type { Nudge } from '#src/queue/jobs';
import { recordEvent } from '#src/store/events';
import type { PendingEvent } from '#src/store/inbound-events';
import { mattersOf } from '#src/store/matters';
import type { Tx } from '#src/store/open';
import { setAccountState, type Correspondent } from '#src/store/residents';
import { fillTemplate } from '#src/text/template';
import type { Context } from './context.ts';
import { tellResident } from './tell-resident.ts';

/** The resident added the city, or came back after blocking it. */
export const follow = async (
  tx: Tx,
  context: Context,
  event: PendingEvent,
  who: Correspondent,
  replyToken: string | null,
): Promise<readonly Nudge[]> => {
  await setAccountState(tx, who.accountId, 'active');
  const greeting = fillTemplate(context.city.templates.greeting, { city: context.city.name });
  const reply = { token: replyToken, receivedAt: event.receivedAt };
  return tellResident(tx, context, { to: who, matterId: null, texts: [greeting], reply });
};

/** The resident blocked the city: nothing more is sent, and staff of their open matters see why. */
export const unfollow = async (tx: Tx, who: Correspondent): Promise<readonly Nudge[]> => {
  await setAccountState(tx, who.accountId, 'blocked');
  for (const matter of await mattersOf(tx, who.residentId, new Date(8.64e15), 100)) {
    await recordEvent(tx, {
      name: 'blocked',
      matterId: matter.id,
      departments: [matter.departmentId],
      actorId: null,
    });
  }
  return [];
};
