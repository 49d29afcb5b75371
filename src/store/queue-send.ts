import { sql } from 'kysely';
import type { ChannelName } from '#src/domain/channel-name';
import type { AccountId, MatterId, MessageId, OutboxId, ThreadId } from '#src/domain/ids';
import type { QuickReply } from '#src/domain/quick-reply';
import { allTogether, column } from './together.ts';

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

/** In three statements: what staff may see of a send they learn from its first row. */
export const queueSend = allTogether(async (tx, sends: readonly NewOutbox[]) => {
  const carried = sends.flatMap(({ id, messageIds }) =>
    messageIds.map((messageId, position) => ({ id, messageId, position })),
  );
  await sql`
    insert into outbox (id, channel, thread_id, matter_id, route, reply_token, reply_expires_at, quick_replies, next_try_at)
    select id, channel, thread_id, matter_id, case when reply_token is null then 'push' else 'reply' end, reply_token,
      reply_expires_at, quick_replies::jsonb, due_at
    from unnest(
      ${column(sends, ({ id }) => id)}::uuid[],
      ${column(sends, ({ channel }) => channel)}::text[],
      ${column(sends, ({ threadId }) => threadId)}::uuid[],
      ${column(sends, ({ matterId }) => matterId)}::uuid[],
      ${column(sends, ({ reply }) => reply?.token ?? null)}::text[],
      ${column(sends, ({ reply }) => reply?.expiresAt ?? null)}::timestamptz[],
      ${column(sends, ({ quickReplies }) => JSON.stringify(quickReplies))}::text[],
      ${column(sends, ({ dueAt }) => dueAt)}::timestamptz[]
    ) as told(id, channel, thread_id, matter_id, reply_token, reply_expires_at, quick_replies, due_at)`.execute(
    tx,
  );
  await sql`
    insert into outbox_message (outbox_id, position, message_id)
    select * from unnest(
      ${column(carried, ({ id }) => id)}::uuid[],
      ${column(carried, ({ position }) => position)}::integer[],
      ${column(carried, ({ messageId }) => messageId)}::uuid[]
    )`.execute(tx);
  await sql`
    insert into delivery (outbox_id, account_id)
    select * from unnest(
      ${column(sends, ({ id }) => id)}::uuid[],
      ${column(sends, ({ accountId }) => accountId)}::uuid[]
    )`.execute(tx);
});
