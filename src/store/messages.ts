import { sql } from 'kysely';
import type { ChannelName } from '#src/domain/channel-name';
import type { AttachmentId, MatterId, MessageId, StaffId, ThreadId } from '#src/domain/ids';
import type { ImageSet } from '#src/domain/inbound';
import { wordsOf, type Author, type Content, type MediaKind } from '#src/domain/message';
import { messageNamed } from './external-names.ts';
import { findQuoted, meetQuotes } from './quotes.ts';
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
  /** What an answer of the city quotes. A resident's quote is found by its platform's id. */
  readonly quotesMessageId?: MessageId | null;
  /** The platform's leave to quote this message. */
  readonly quoteToken?: string | null;
  readonly imageSet?: ImageSet | null;
  readonly editedAt?: Date | null;
}

/** False when the same message is kept already. */
export const keepMessage = async (tx: Tx, message: NewMessage): Promise<boolean> => {
  const result = await tx
    .insertInto('message')
    .values({
      quotes_message_id: message.quotesMessageId ?? (await findQuoted(tx, message)),
      quote_token: message.quoteToken ?? null,
      edited_at: message.editedAt ?? null,
      image_set_id: message.imageSet?.id ?? null,
      image_set_index: message.imageSet?.index ?? null,
      image_set_total: message.imageSet?.total ?? null,
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
  const isNew = result.numInsertedOrUpdatedRows === 1n;
  if (isNew && message.externalId !== null) await meetQuotes(tx, message.id, message.externalId);
  return isNew;
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

/** Whether the resident has said anything in this matter, other than with photos, places and small pictures. */
export const hasWords = async (tx: Tx, matterId: MatterId): Promise<boolean> => {
  const rows = await tx
    .selectFrom('matter_message')
    .innerJoin('message', 'message.id', 'matter_message.message_id')
    .select('message.content')
    .where('matter_message.matter_id', '=', matterId)
    .where('message.author', '=', 'resident')
    .where('message.kind', '=', 'text')
    .orderBy('message.occurred_at')
    .limit(20)
    .execute();
  return rows.some(({ content }) => content?.kind !== 'text' || wordsOf(content).trim() !== '');
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
  const id = await messageNamed(tx, channel, externalId);
  if (id === null) return null;
  const rows = await tx
    .selectFrom('matter_message')
    .select('matter_id as matterId')
    .where('message_id', '=', id)
    .execute();
  return { id, matterIds: rows.map(({ matterId }) => matterId) };
};

/** Takes the words away and leaves the tombstone; what hangs on the message goes with it. */
export const buryMessage = async (tx: Tx, id: MessageId, now: Date): Promise<readonly AttachmentId[]> => {
  await tx
    .updateTable('message')
    .set({ content: null, quote_token: null, taken_back_at: now })
    .where('id', '=', id)
    .where('taken_back_at', 'is', null)
    .execute();
  await tx.deleteFrom('classification').where('message_id', '=', id).execute();
  const doomed = await tx
    .updateTable('attachment')
    .set({
      state: 'erasing',
      file_name: null,
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
      preparing_since: null,
    })
    .execute();
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
