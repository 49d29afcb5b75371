import type { InboundMessage } from '#src/domain/inbound';
import {
  isAttachmentId,
  isMessageId,
  type AttachmentId,
  type MatterId,
  type MessageId,
} from '#src/domain/ids';
import { mediaKindOf } from '#src/domain/message';
import { placeMessage, type Placing } from '#src/domain/place-message';
import type { Nudge } from '#src/queue/jobs';
import { emptyInbound, wasTakenBack } from '#src/store/inbound-events';
import { matterOfSet } from '#src/store/image-sets';
import { mattersOf, type Matter } from '#src/store/matters';
import { addAttachment, buryMessage, findByExternalId, keepMessage } from '#src/store/messages';
import type { Tx } from '#src/store/open';
import { sameThingFrom } from '#src/text/likeness';
import { fillTemplate } from '#src/text/template';
import type { Arrived } from './arrived.ts';
import type { Context } from './context.ts';
import { categoryOf } from './compose-receipt.ts';
import { joinMatter } from './join-matter.ts';
import { newId } from './new-id.ts';
import { openForMessage } from './open-matter.ts';
import { tellResident } from './tell-resident.ts';

const dayMs = 86_400_000;

/** Keeps the message, finds the matter it belongs to or opens one, and tells the resident. */
export const receiveMessage = async (
  tx: Tx,
  context: Context,
  arrived: Arrived,
): Promise<readonly Nudge[]> => {
  const { event, what, who } = arrived;
  const messageId = newId(context.ids, isMessageId);
  const isNew = await keepMessage(tx, {
    id: messageId,
    threadId: who.threadId,
    channel: event.channel,
    author: 'resident',
    staffId: null,
    content: what.content,
    externalId: what.messageExternalId,
    quotesExternalId: what.quotedExternalId,
    quoteToken: what.quoteToken,
    imageSet: what.imageSet,
    editedAt: event.editedAt,
    occurredAt: event.occurredAt,
  });
  if (!isNew) return [];

  const isGone = await wasTakenBack(tx, {
    channel: event.channel,
    messageExternalId: what.messageExternalId,
  });
  const media = isGone ? [] : await attach(tx, context, messageId, what);
  const placed = await place(tx, context, arrived, messageId, isGone);
  if (isGone) {
    await buryMessage(tx, messageId, context.clock.now());
  }
  if (isGone || event.editedAt !== null) await emptyInbound(tx, event.channel, what.messageExternalId);
  return [
    ...placed,
    ...media.map((attachmentId) => ({ name: 'media.fetch' as const, data: { attachmentId } })),
  ];
};

const attach = async (
  tx: Tx,
  context: Context,
  messageId: MessageId,
  { content }: InboundMessage,
): Promise<readonly AttachmentId[]> => {
  const kind = mediaKindOf(content);
  if (kind === null) return [];
  const id = newId(context.ids, isAttachmentId);
  await addAttachment(tx, {
    id,
    messageId,
    kind,
    fileName: content.kind === 'file' ? content.fileName : null,
  });
  return [id];
};

const place = async (
  tx: Tx,
  context: Context,
  arrived: Arrived,
  messageId: MessageId,
  isGone: boolean,
): Promise<readonly Nudge[]> => {
  const { event, who } = arrived;
  // Words that were taken back before we saw them open nothing and are not answered.
  if (isGone) return [];
  const closedAfter = new Date(event.occurredAt.getTime() - context.city.reopenWithinDays * dayMs);
  const matters = await mattersOf(tx, { residentId: who.residentId, closedAfter });
  const setMatterId = await matterOfSet(tx, who.threadId, arrived.what.imageSet);
  const placing = await decide(tx, context, arrived, matters, setMatterId);
  switch (placing.kind) {
    case 'open':
      return openForMessage(tx, context, arrived, messageId);
    case 'join':
    case 'reopen':
    case 'follow': {
      const matter = matters.find(({ id }) => id === placing.matterId);
      return matter === undefined
        ? []
        : joinMatter(tx, context, {
            arrived,
            messageId,
            matter,
            how: placing.kind,
            isWithItsSet: setMatterId !== null,
          });
    }
    case 'loose': {
      if (matters.length > 0) return [];
      const greeting = fillTemplate(context.city.templates.greeting, { city: context.city.name });
      const reply = { token: arrived.what.replyToken, receivedAt: event.receivedAt };
      return tellResident(tx, context, { to: who, matterId: null, texts: [greeting], reply });
    }
  }
};

const decide = async (
  tx: Tx,
  context: Context,
  { event, what, reading }: Arrived,
  matters: readonly Matter[],
  setMatterId: MatterId | null,
): Promise<Placing> => {
  const quoted =
    what.quotedExternalId === null ? null : await findByExternalId(tx, event.channel, what.quotedExternalId);
  const isOwn = (id: MatterId): boolean => matters.some((matter) => matter.id === id);
  const category = categoryOf(context.city, reading.sureCategoryId);
  return placeMessage(
    {
      shape: reading.shape,
      quotedMatterId: quoted?.matterIds.find(isOwn) ?? quoted?.matterIds[0] ?? null,
      setMatterId,
      sure: category === null ? null : { categoryId: category.id, departmentId: category.departmentId },
      at: event.occurredAt,
    },
    matters.map((matter) => ({
      matterId: matter.id,
      state: matter.state,
      categoryId: matter.categoryId,
      departmentId: matter.departmentId,
      residentAt: matter.lastResidentAt,
      lastAt: matter.lastAt,
      closedAt: matter.closedAt,
      likeness: reading.likenessOf.get(matter.id) ?? 0,
    })),
    { reopenWithinDays: context.city.reopenWithinDays, likenessThreshold: sameThingFrom },
  );
};
