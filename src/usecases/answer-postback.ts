import type { Nudge } from '#src/queue/jobs';
import type { PendingEvent } from '#src/store/pending-events';
import { lockMatter } from '#src/store/matters';
import type { Tx } from '#src/store/open';
import type { Correspondent } from '#src/store/residents';
import type { Context } from './context.ts';
import { readChoice } from './postback-data.ts';
import { routeMatter } from './route-matter.ts';

export interface Postback {
  readonly event: PendingEvent;
  readonly who: Correspondent;
  readonly data: string;
  readonly replyToken: string | null;
}

/** The resident touched a button: what the matter is about. A button of a matter that has moved on does nothing. */
export const answerPostback = async (
  tx: Tx,
  context: Context,
  postback: Postback,
): Promise<readonly Nudge[]> => {
  const choice = readChoice(postback.data);
  if (choice === null) return [];
  const matter = await lockMatter(tx, choice.matterId);
  if (matter === null || matter.residentId !== postback.who.residentId) return [];
  return routeMatter(tx, context, {
    matter,
    categoryId: choice.categoryId,
    who: postback.who,
    reply: { token: postback.replyToken, receivedAt: postback.event.receivedAt },
    guidance: [],
  });
};
