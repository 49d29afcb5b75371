import { sql } from 'kysely';
import type { ChannelName } from '#src/domain/channel-name';
import type { AccountId, MatterId, MessageId, OutboxId, ThreadId } from '#src/domain/ids';
import type { QuickReply } from '#src/domain/quick-reply';
import type { DeliveryReason, DeliveryState } from '#src/domain/sending';
import type { Content } from '#src/domain/message';
import type { Tx } from './open.ts';

export interface NewOutbox {
  readonly id: OutboxId;
  readonly channel: ChannelName;
  readonly threadId: ThreadId;
  /** Null for a group's thread. */
  readonly accountId: AccountId | null;
  readonly matterId: MatterId | null;
  readonly messageIds: readonly MessageId[];
  readonly reply: { readonly token: string; readonly expiresAt: Date } | null;
  readonly quickReplies: readonly QuickReply[];
  /** Not sent before. */
  readonly dueAt: Date;
}

export const queueSend = async (tx: Tx, outbox: NewOutbox): Promise<void> => {
  await tx
    .insertInto('outbox')
    .values({
      id: outbox.id,
      channel: outbox.channel,
      thread_id: outbox.threadId,
      matter_id: outbox.matterId,
      route: outbox.reply === null ? 'push' : 'reply',
      reply_token: outbox.reply?.token ?? null,
      reply_expires_at: outbox.reply?.expiresAt ?? null,
      quick_replies: JSON.stringify(outbox.quickReplies),
      first_tried_at: null,
      claimed_at: null,
      next_try_at: outbox.dueAt,
    })
    .execute();
  await tx
    .insertInto('outbox_message')
    .values(outbox.messageIds.map((message_id, position) => ({ outbox_id: outbox.id, position, message_id })))
    .execute();
  await tx
    .insertInto('delivery')
    .values({ outbox_id: outbox.id, account_id: outbox.accountId, reason: null })
    .execute();
};

export interface Send {
  readonly id: OutboxId;
  readonly channel: ChannelName;
  readonly address: string;
  readonly threadId: ThreadId;
  readonly matterId: MatterId | null;
  readonly route: 'reply' | 'push';
  readonly replyToken: string | null;
  readonly replyExpiresAt: Date | null;
  readonly quickReplies: readonly QuickReply[];
  readonly state: 'queued' | 'sending' | 'settled';
  readonly tries: number;
  readonly firstTriedAt: Date | null;
  readonly claimedAt: Date | null;
  readonly nextTryAt: Date;
  readonly createdAt: Date;
  readonly isBlocked: boolean;
}

/** Null when it is not there, or when it is to be left to whoever holds it. */
export const lockSend = async (tx: Tx, id: OutboxId, whenHeld: 'wait' | 'leave-it'): Promise<Send | null> => {
  const query = tx
    .selectFrom('outbox')
    .innerJoin('thread', 'thread.id', 'outbox.thread_id')
    .innerJoin('delivery', 'delivery.outbox_id', 'outbox.id')
    .leftJoin('account', 'account.id', 'delivery.account_id')
    .select([
      'outbox.id',
      'outbox.channel',
      'thread.address',
      'outbox.thread_id as threadId',
      'outbox.matter_id as matterId',
      'outbox.route',
      'outbox.reply_token as replyToken',
      'outbox.reply_expires_at as replyExpiresAt',
      'outbox.quick_replies as quickReplies',
      'outbox.state',
      'outbox.tries',
      'outbox.first_tried_at as firstTriedAt',
      'outbox.claimed_at as claimedAt',
      'outbox.next_try_at as nextTryAt',
      'outbox.created_at as createdAt',
      sql<boolean>`account.state is not distinct from 'blocked'`.as('isBlocked'),
    ])
    .where('outbox.id', '=', id)
    .forUpdate('outbox');
  const row = await (whenHeld === 'wait' ? query : query.skipLocked()).executeTakeFirst();
  return row ?? null;
};

/** A send that failed this often no longer keeps later ones of its thread waiting. */
const patientTries = 4;

/**
 * The send of the thread whose turn it is: what a resident reads keeps the order it was written in. What is still held back,
 * or has failed too often, stands in nobody's way.
 */
export const nextSendOf = async (tx: Tx, threadId: ThreadId, now: Date): Promise<OutboxId | null> => {
  const row = await tx
    .selectFrom('outbox')
    .select('id')
    .where('thread_id', '=', threadId)
    .where('state', '<>', 'settled')
    .where((or) =>
      or.or([
        or.and([or('tries', '=', 0), or('next_try_at', '<=', now)]),
        or.between('tries', 1, patientTries),
      ]),
    )
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
};

export interface ToSend {
  readonly messageId: MessageId;
  readonly content: Content | null;
  /** Both null where nothing is quoted, or what was quoted is taken back. */
  readonly quotedExternalId: string | null;
  readonly quoteToken: string | null;
}

/** What the call carries, in order; null content was taken back meanwhile. */
export const contentsOf = async (tx: Tx, id: OutboxId): Promise<readonly ToSend[]> =>
  tx
    .selectFrom('outbox_message')
    .innerJoin('message', 'message.id', 'outbox_message.message_id')
    .leftJoin('message as quoted', 'quoted.id', 'message.quotes_message_id')
    .select([
      'message.id as messageId',
      'message.content',
      'quoted.external_id as quotedExternalId',
      'quoted.quote_token as quoteToken',
    ])
    .where('outbox_message.outbox_id', '=', id)
    .orderBy('outbox_message.position')
    .execute();

/** A push forgets the reply token. */
export const planAgain = async (
  tx: Tx,
  id: OutboxId,
  route: 'reply' | 'push',
  at: Date,
  now: Date,
): Promise<void> => {
  await tx
    .updateTable('outbox')
    .set({
      state: 'queued',
      claimed_at: null,
      next_try_at: at,
      ...(route === 'push' && { route, reply_token: null, reply_expires_at: null }),
    })
    .where('id', '=', id)
    .execute();
  await setDelivery(tx, id, 'queued', null, now);
};

export const settleSend = async (
  tx: Tx,
  id: OutboxId,
  fate: { readonly state: DeliveryState; readonly reason: DeliveryReason | null },
  now: Date,
): Promise<void> => {
  await tx.updateTable('outbox').set({ state: 'settled', claimed_at: null }).where('id', '=', id).execute();
  await setDelivery(tx, id, fate.state, fate.reason, now);
};

export const setDelivery = async (
  tx: Tx,
  id: OutboxId,
  state: DeliveryState,
  reason: DeliveryReason | null,
  now: Date,
): Promise<void> => {
  await tx
    .updateTable('delivery')
    .set({ state, reason, changed_at: now })
    .where('outbox_id', '=', id)
    .execute();
};

/** Sends whose time has come and whose job may be lost, or whose worker died with them in hand. */
export const forgottenSends = async (
  tx: Tx,
  times: { readonly dueBefore: Date; readonly claimedBefore: Date },
  limit: number,
): Promise<readonly OutboxId[]> => {
  const rows = await tx
    .selectFrom('outbox')
    .select('id')
    .where('state', '<>', 'settled')
    .where('next_try_at', '<', times.dueBefore)
    .where((or) => or.or([or('claimed_at', 'is', null), or('claimed_at', '<', times.claimedBefore)]))
    .orderBy('next_try_at')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
};

/** Null when there is nothing that failed, or it is not theirs. */
export const requeueSend = async (tx: Tx, messageId: MessageId, now: Date): Promise<OutboxId | null> => {
  const row = await tx
    .selectFrom('outbox_message')
    .innerJoin('delivery', 'delivery.outbox_id', 'outbox_message.outbox_id')
    .select('delivery.outbox_id as id')
    .where('outbox_message.message_id', '=', messageId)
    .where('delivery.state', 'in', ['refused', 'unknown'])
    .executeTakeFirst();
  if (row === undefined) return null;
  await tx
    .updateTable('outbox')
    .set({ first_tried_at: null })
    .where('id', '=', row.id)
    .where('state', '=', 'settled')
    .execute();
  await planAgain(tx, row.id, 'push', now, now);
  return row.id;
};

/** Stops what is still held back; false when its time has come. */
export const cancelSend = async (tx: Tx, id: OutboxId, now: Date): Promise<boolean> => {
  const result = await tx
    .updateTable('outbox')
    .set({ state: 'settled' })
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .where('tries', '=', 0)
    .where('next_try_at', '>', now)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) return false;
  await setDelivery(tx, id, 'cancelled', 'undone', now);
  return true;
};
