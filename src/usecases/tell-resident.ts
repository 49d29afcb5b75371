import {
  isMessageId,
  isOutboxId,
  type AccountId,
  type MatterId,
  type MessageId,
  type OutboxId,
} from '#src/domain/ids';
import type { QuickReply } from '#src/domain/quick-reply';
import type { Nudge } from '#src/queue/jobs';
import { keepMessage, linkMessage } from '#src/store/messages';
import type { Tx } from '#src/store/open';
import type { Correspondent } from '#src/store/residents';
import { queueSend } from '#src/store/queue-send';
import type { Context } from './context.ts';
import { newId } from './new-id.ts';

export interface Telling {
  /** Without an account: a group, which is told once that the city does not answer there. */
  readonly to: Pick<Correspondent, 'threadId' | 'channel'> & { readonly accountId: AccountId | null };
  readonly matterId: MatterId | null;
  /** Sent in one call, in this order; what is most needed to be read alone comes last. */
  readonly texts: readonly string[];
  readonly quickReplies?: readonly QuickReply[];
  /** Held back until then, so that it can still be stopped. */
  readonly notBefore?: Date;
  /** The token that came with what is answered; used while it is fresh, otherwise it is a push. */
  readonly reply?: { readonly token: string | null; readonly receivedAt: Date };
}

/** A token this near to its end may die on the way. */
const tokenReserveMs = 5_000;

/** Writes what the machine says at once into the thread and the outbox. The caller nudges after the commit. */
export const tellResident = async (tx: Tx, context: Context, telling: Telling): Promise<readonly Nudge[]> => [
  { name: 'message.deliver', data: { outboxId: await queueTelling(tx, context, telling) } },
];

export const queueTelling = async (tx: Tx, context: Context, telling: Telling): Promise<OutboxId> => {
  const now = context.clock.now();
  const messageIds: MessageId[] = [];
  for (const text of fit(telling.texts, context.channelLimits[telling.to.channel].messagesPerSend)) {
    const id = newId(context.ids, isMessageId);
    await keepMessage(tx, {
      id,
      threadId: telling.to.threadId,
      channel: telling.to.channel,
      author: 'machine',
      staffId: null,
      content: { kind: 'text', text },
      externalId: null,
      quotesExternalId: null,
      occurredAt: now,
    });
    if (telling.matterId !== null) await linkMessage(tx, { matterId: telling.matterId, messageId: id });
    messageIds.push(id);
  }
  const outboxId = newId(context.ids, isOutboxId);
  await queueSend(tx, {
    id: outboxId,
    channel: telling.to.channel,
    threadId: telling.to.threadId,
    accountId: telling.to.accountId,
    matterId: telling.matterId,
    messageIds,
    reply: freshToken(context, telling, now),
    quickReplies: telling.quickReplies ?? [],
    dueAt: telling.notBefore ?? now,
  });
  return outboxId;
};

/** One call takes so many messages: of more, those before the last share one, and nothing is lost. */
const fit = (texts: readonly string[], room: number): readonly string[] => {
  if (texts.length <= room) return texts;
  if (room < 2) return [texts.join('\n\n')];
  const alone = texts.slice(0, room - 2);
  return [...alone, texts.slice(room - 2, -1).join('\n\n'), ...texts.slice(-1)];
};

const freshToken = (
  context: Context,
  { to, reply }: Telling,
  now: Date,
): { token: string; expiresAt: Date } | null => {
  const livesMs = context.channelLimits[to.channel].replyTokenLivesMs;
  if (reply === undefined || reply.token === null || livesMs === 'none') return null;
  const expiresAt = new Date(reply.receivedAt.getTime() + livesMs - tokenReserveMs);
  return expiresAt > now ? { token: reply.token, expiresAt } : null;
};
