import type { QuickReply } from '#src/domain/quick-reply';
import { isMatterId, type CategoryId, type MatterId, type MessageId } from '#src/domain/ids';
import { addOpenDays, fiscalYear } from '#src/domain/opening-hours';
import type { Nudge } from '#src/queue/jobs';
import { recordEvent } from '#src/store/events';
import { keepClassification, openMatter } from '#src/store/matters';
import { linkMessage } from '#src/store/messages';
import type { Tx } from '#src/store/open';
import { fillTemplate } from '#src/text/template';
import { categoryOf, composeReceipt, sortingDeskOf } from './compose-receipt.ts';
import type { Context } from './context.ts';
import { newId } from './new-id.ts';
import { choiceData } from './postback-data.ts';
import type { Arrived } from './receive-message.ts';
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
  const number = await openMatter(
    tx,
    {
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
    },
    () => context.ids.newNumber(),
  );
  await Promise.all([
    linkMessage(tx, matterId, messageId),
    explain(tx, arrived, matterId, messageId),
    recordEvent(tx, {
      name: 'opened',
      matterId,
      departments: [departmentId],
      actorId: null,
      detail: { to: departmentId },
    }),
  ]);

  const receipt =
    reading.shape === 'words'
      ? composeReceipt(city, number, category?.id ?? null, now)
      : fillTemplate(city.templates.askSubject, { number });
  return tellResident(tx, context, {
    to: who,
    matterId,
    texts: [...reading.urgent.map(({ guidance }) => guidance), receipt].slice(0, 5),
    quickReplies: category === null ? choices(context, arrived, matterId) : [],
    reply: { token: what.replyToken, receivedAt: event.receivedAt },
  });
};

/** Keeps what decided, so that staff see why; it hangs on the message and goes with it. */
export const explain = async (
  tx: Tx,
  { reading }: Arrived,
  matterId: MatterId,
  messageId: MessageId,
): Promise<void> => {
  if (reading.classification === null || reading.shape !== 'words') return;
  const { confidence, candidates, reasons } = reading.classification;
  await keepClassification(tx, {
    matterId,
    messageId,
    confidence,
    candidates: candidates.slice(0, 5),
    words: reasons,
  });
};

/** When nobody is sure, the resident may say it with one touch: the likeliest categories, or the commonest. */
const choices = ({ city }: Context, { reading }: Arrived, matterId: MatterId): readonly QuickReply[] => {
  const likely =
    reading.classification?.candidates.map(({ categoryId }) => categoryId) ?? commonest(city.categories);
  return likely.slice(0, 4).flatMap((id) => {
    const category = categoryOf(city, id);
    return category === null ? [] : [{ label: category.plainName, data: choiceData(matterId, category.id) }];
  });
};

/** A clerk writes the commonest categories first. */
const commonest = (categories: readonly { readonly id: CategoryId }[]): readonly CategoryId[] =>
  categories.map(({ id }) => id);
