import { isMatterId, type MessageId } from '#src/domain/ids';
import { addOpenDays, fiscalYear } from '#src/domain/opening-hours';
import type { Nudge } from '#src/queue/jobs';
import { recordEvent } from '#src/store/events';
import { openMatter } from '#src/store/opened-matters';
import { linkMessage } from '#src/store/messages';
import type { Tx } from '#src/store/open';
import { categoryOf, composeQuestion, composeReceipt, sortingDeskOf } from './compose-receipt.ts';
import type { Context } from './context.ts';
import { explain } from './explain.ts';
import { newId } from './new-id.ts';
import { offerChoices } from './offer-choices.ts';
import type { Arrived } from './arrived.ts';
import { tellResident } from './tell-resident.ts';

/** Opens a matter for a message: in its department when the classifier is sure, otherwise on the sorting desk. */
export const openForMessage = async (
  tx: Tx,
  context: Context,
  arrived: Arrived,
  messageId: MessageId,
): Promise<readonly Nudge[]> => {
  const { city, clock } = context;
  const { event, reading, who, what } = arrived;
  const now = clock.now();
  const category = categoryOf(city, reading.sureCategoryId);
  const matterId = newId(context.ids, isMatterId);
  const departmentId = category?.departmentId ?? sortingDeskOf(city).id;
  const number = await openMatter(tx, {
    id: matterId,
    fiscalYear: fiscalYear(now),
    residentId: who.residentId,
    threadId: who.threadId,
    departmentId,
    categoryId: category?.id ?? null,
    state: category === null ? 'sorting' : 'new',
    isUrgent: reading.urgent.length > 0,
    openedAt: now,
    lastResidentAt: event.occurredAt,
    replyBy: category === null ? null : addOpenDays(now, category.replyWithinOpenDays, city.hours),
    lastMessageId: messageId,
    newNumber: () => context.ids.newNumber(),
  });
  await linkMessage(tx, { matterId, messageId });
  if (reading.shape === 'words') await explain(tx, matterId, messageId, reading.classification);
  await recordEvent(tx, {
    name: 'opened',
    matterId,
    departments: [departmentId],
    actorId: null,
    detail: { to: departmentId },
  });

  const receipt =
    reading.shape === 'words'
      ? composeReceipt(city, number, category?.id ?? null, now)
      : composeQuestion(city, number);
  return tellResident(tx, context, {
    to: who,
    matterId,
    texts: [...reading.urgent.map(({ guidance }) => guidance), receipt],
    quickReplies: category === null ? offerChoices(city, matterId, reading.classification) : [],
    reply: { token: what.replyToken, receivedAt: event.receivedAt },
  });
};
