import { isThreadId } from '#src/domain/ids';
import type { Nudge } from '#src/queue/jobs';
import type { PendingEvent } from '#src/store/pending-events';
import type { Tx } from '#src/store/open';
import { addGroupThread } from '#src/store/residents';
import { fillTemplate } from '#src/text/template';
import type { Context } from './context.ts';
import { newId } from './new-id.ts';
import { tellResident } from './tell-resident.ts';

/**
 * Says once that the city answers nobody in a group, and is silent there from then on: the thread's row is the mark that it
 * was said. The city does not leave: it would look like a slight, a sentence whose fate is not known could no longer be
 * sent again, and from the list of members people find the city's account to write to it alone, as the sentence asks.
 */
export const declineGroup = async (
  tx: Tx,
  context: Context,
  { channel, address, receivedAt }: PendingEvent,
  replyToken: string | null,
): Promise<readonly Nudge[]> => {
  const threadId = newId(context.ids, isThreadId);
  if (!(await addGroupThread(tx, { id: threadId, channel, address }))) return [];
  const { templates, name } = context.city;
  return tellResident(tx, context, {
    to: { threadId, channel, accountId: null },
    matterId: null,
    texts: [fillTemplate(templates.groupDeclined, { city: name })],
    reply: { token: replyToken, receivedAt },
  });
};
