import { sql } from 'kysely';
import type { ChannelName } from '#src/domain/channel-name';
import type { AttachmentId, MatterId, MessageId, StaffId, ThreadId } from '#src/domain/ids';
import type { Author, Content, MediaKind } from '#src/domain/message';
import type { Tx } from './open.ts';

export interface NewMessage {
  readonly id: MessageId;
  readonly threadId: ThreadId;
  readonly channel: ChannelName;
  readonly author: Author;
  readonly staffId: StaffId | null;
  readonly content: Content;
  readonly externalId: string | null;
  readonly quotesExternalId: string | null;
  readonly occurredAt: Date;
}

/** False when the same message is kept already. */
export const keepMessage = async (tx: Tx, message: NewMessage): Promise<boolean> => {
  const result = await tx
    .insertInto('message')
    .values({
      id: message.id,
      thread_id: message.threadId,
      channel: message.channel,
      author: message.author,
      staff_id: message.staffId,
      kind: message.content.kind,
      content: JSON.stringify(message.content),
      external_id: message.externalId,
      quotes_external_id: message.quotesExternalId,
      occurred_at: message.occurredAt,
      taken_back_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
};

/** Whether the resident wrote in this thread after `at`. */
export const hasWrittenSince = async (tx: Tx, threadId: ThreadId, at: Date): Promise<boolean> => {
  const row = await tx
    .selectFrom('message')
    .select('id')
    .where('thread_id', '=', threadId)
    .where('occurred_at', '>', at)
    .where('author', '=', 'resident')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
};

/** Whether the resident has said anything in this matter, other than with photos and places. */
export const hasWords = async (tx: Tx, matterId: MatterId): Promise<boolean> => {
  const row = await tx
    .selectFrom('matter_message')
    .innerJoin('message', 'message.id', 'matter_message.message_id')
    .select('message.id')
    .where('matter_message.matter_id', '=', matterId)
    .where('message.author', '=', 'resident')
    .where('message.kind', '=', 'text')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
};

export const linkMessage = async (tx: Tx, matterId: MatterId, messageId: MessageId): Promise<void> => {
  await tx
    .insertInto('matter_message')
    .values({ matter_id: matterId, message_id: messageId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

export const findByExternalId = async (
  tx: Tx,
  channel: ChannelName,
  externalId: string,
): Promise<{ readonly id: MessageId; readonly matterIds: readonly MatterId[] } | null> => {
  const rows = await tx
    .selectFrom('message')
    .leftJoin('matter_message', 'matter_message.message_id', 'message.id')
    .select(['message.id', 'matter_message.matter_id as matterId'])
    .where('message.channel', '=', channel)
    .where('message.external_id', '=', externalId)
    .execute();
  const first = rows[0];
  if (first === undefined) return null;
  return { id: first.id, matterIds: rows.flatMap((row) => (row.matterId === null ? [] : [row.matterId])) };
};

/** Takes the words away and leaves the tombstone; what hangs on the message goes with it. */
export const buryMessage = async (tx: Tx, id: MessageId, now: Date): Promise<readonly AttachmentId[]> => {
  await tx
    .updateTable('message')
    .set({ content: null, taken_back_at: now })
    .where('id', '=', id)
    .where('taken_back_at', 'is', null)
    .execute();
  await tx.deleteFrom('classification').where('message_id', '=', id).execute();
  const doomed = await tx
    .updateTable('attachment')
    .set({
      state: 'erasing',
      file_name: null,
      public_token: null,
      next_try_at: now,
      // What nobody fetches any more is removed in one go.
      tries: sql`case when state = 'waiting' then 0 else 1 end`,
    })
    .where('message_id', '=', id)
    .returning('id')
    .execute();
  return doomed.map((row) => row.id);
};

export const addAttachment = async (
  tx: Tx,
  attachment: {
    readonly id: AttachmentId;
    readonly messageId: MessageId;
    readonly kind: MediaKind;
    readonly fileName: string | null;
  },
): Promise<void> => {
  await tx
    .insertInto('attachment')
    .values({
      id: attachment.id,
      message_id: attachment.messageId,
      kind: attachment.kind,
      file_name: attachment.fileName,
      mime: null,
      bytes: null,
    })
    .execute();
};

/** The platform's ids of what we sent, so that a resident's quote of it is understood. One message may become several. */
export const setExternalId = async (tx: Tx, id: MessageId, externalId: string): Promise<void> => {
  await tx.updateTable('message').set({ external_id: externalId }).where('id', '=', id).execute();
};

/** Whether this very answer, of this member of staff in this matter, is kept already. */
export const isAnswerIn = async (
  tx: Tx,
  matterId: MatterId,
  staffId: StaffId,
  id: MessageId,
): Promise<boolean> => {
  const row = await tx
    .selectFrom('message')
    .innerJoin('matter_message', 'matter_message.message_id', 'message.id')
    .select('message.id')
    .where('message.id', '=', id)
    .where('message.author', '=', 'staff')
    .where('message.staff_id', '=', staffId)
    .where('matter_message.matter_id', '=', matterId)
    .executeTakeFirst();
  return row !== undefined;
};
