import { sql } from 'kysely';
import type { ChannelName } from '#src/domain/channel-name';
import type { HoldKind } from '#src/domain/hold';
import type { MatterId, MessageId, OutboxId, ThreadId } from '#src/domain/ids';
import type { QuickReply } from '#src/domain/quick-reply';
import type { DeliveryReason, DeliveryState } from '#src/domain/sending';
import type { Content } from '#src/domain/message';
import type { Tx } from './open.ts';
import { allTogether, column, together } from './together.ts';

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
  /** What the call says, as it was last made; null before that. */
  readonly call: unknown;
  /** How many of its tries the platform only put off. */
  readonly waits: number;
  readonly heldSince: Date | null;
  /** What its channel waits for; null when that takes everything. */
  readonly hold: HoldKind | null;
}

/** By id; without what is not there, or is to be left to whoever holds it. */
export const lockSends = async (
  tx: Tx,
  ids: readonly OutboxId[],
  whenHeld: 'wait' | 'leave-it',
): Promise<ReadonlyMap<OutboxId, Send>> => {
  const query = tx
    .selectFrom('outbox')
    .innerJoin('thread', 'thread.id', 'outbox.thread_id')
    .innerJoin('delivery', 'delivery.outbox_id', 'outbox.id')
    .leftJoin('account', 'account.id', 'delivery.account_id')
    .leftJoin('channel_hold', 'channel_hold.channel', 'outbox.channel')
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
      'outbox.call',
      'outbox.waits',
      'outbox.held_since as heldSince',
      'channel_hold.kind as hold',
      sql<boolean>`account.state is not distinct from 'blocked'`.as('isBlocked'),
    ])
    .where(sql<boolean>`outbox.id = any(${[...ids]}::uuid[])`)
    // In one order, so that two who want the same sends do not block each other.
    .orderBy('outbox.id')
    .forNoKeyUpdate('outbox');
  const rows = await (whenHeld === 'wait' ? query : query.skipLocked()).execute();
  return new Map(rows.map((row) => [row.id, row]));
};

/** A send that failed this often no longer keeps later ones of its thread waiting. */
const patientTries = 4;

/**
 * The send of the thread whose turn it is: what a resident reads keeps the order it was written in. What is still held back,
 * waits for its channel or has failed too often stands in nobody's way.
 */
export const nextSendOf = together(
  async (
    tx,
    asked: readonly { readonly threadId: ThreadId; readonly now: Date }[],
  ): Promise<readonly (OutboxId | null)[]> => {
    const { rows } = await sql<{ id: OutboxId | null }>`
      select next.id
      from unnest(${column(asked, ({ threadId }) => threadId)}::uuid[],
        ${column(asked, ({ now }) => now)}::timestamptz[]) with ordinality as told(thread_id, now, place)
      left join lateral (
        select o.id from outbox o
        where o.thread_id = told.thread_id and o.state <> 'settled'
          and (o.tries = 0 and o.next_try_at <= told.now
            or o.tries > 0 and o.tries - o.waits <= ${patientTries} and (o.held_since is null or o.next_try_at <= told.now))
        order by o.created_at, o.id limit 1
      ) next on true
      order by told.place`.execute(tx);
    return rows.map(({ id }) => id);
  },
);

export interface ToSend {
  readonly messageId: MessageId;
  readonly content: Content | null;
  /** Both null where nothing is quoted, or what was quoted is taken back. */
  readonly quotedExternalId: string | null;
  readonly quoteToken: string | null;
}

/** What the call carries, in order; null content was taken back meanwhile. */
export const contentsOf = together(
  async (tx, ids: readonly OutboxId[]): Promise<readonly (readonly ToSend[])[]> => {
    const rows = await tx
      .selectFrom('outbox_message')
      .innerJoin('message', 'message.id', 'outbox_message.message_id')
      .leftJoin('message as quoted', 'quoted.id', 'message.quotes_message_id')
      .select([
        'outbox_message.outbox_id as outboxId',
        'message.id as messageId',
        'message.content',
        'quoted.external_id as quotedExternalId',
        'quoted.quote_token as quoteToken',
      ])
      .where(sql<boolean>`outbox_message.outbox_id = any(${[...ids]}::uuid[])`)
      .orderBy('outbox_message.position')
      .execute();
    const ofSend = Map.groupBy(rows, ({ outboxId }) => outboxId);
    return ids.map((id) => ofSend.get(id) ?? []);
  },
);

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
      held_since: null,
      next_try_at: at,
      ...(route === 'push' && { route, reply_token: null, reply_expires_at: null }),
    })
    .where('id', '=', id)
    .execute();
  await setDelivery(tx, id, 'queued', null, now);
};

export interface Fate {
  readonly id: OutboxId;
  readonly state: DeliveryState;
  readonly reason: DeliveryReason | null;
  readonly now: Date;
}

export const settleSend = allTogether((tx, fates: readonly Fate[]) =>
  sql`
    with told as materialized (
      select * from unnest(
        ${column(fates, ({ id }) => id)}::uuid[],
        ${column(fates, ({ state }) => state)}::text[],
        ${column(fates, ({ reason }) => reason)}::text[],
        ${column(fates, ({ now }) => now)}::timestamptz[]
      ) as told(id, state, reason, at)
    ), settled as (
      update outbox set state = 'settled', claimed_at = null, call = null, held_since = null from told where outbox.id = told.id
    )
    update delivery set state = told.state, reason = told.reason, changed_at = told.at
    from told where delivery.outbox_id = told.id`.execute(tx),
);

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
