import { sql } from 'kysely';
import type { ChannelName } from '#src/domain/channel-name';
import type { AttachmentId, MatterId, MessageId, StaffId, ThreadId } from '#src/domain/ids';
import type { ImageSet } from '#src/domain/inbound';
import { wordsOf, type Author, type Content, type MediaKind } from '#src/domain/message';
import { buryMessages } from './bury.ts';
import { messageNamed } from './external-names.ts';
import { findQuoted, meetQuotes } from './quotes.ts';
import type { Tx } from './open.ts';
import { allTogether, column, together } from './together.ts';

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
export const keepMessage = together(
  async (tx, messages: readonly NewMessage[]): Promise<readonly boolean[]> => {
    const quotedOf = await findQuoted(tx, messages);
    const { numAffectedRows = 0n } = await sql`
      insert into message (id, thread_id, channel, author, staff_id, kind, content, external_id, quotes_external_id,
        quotes_message_id, quote_token, edited_at, image_set_id, image_set_index, image_set_total, occurred_at)
      select id, thread_id, channel, author, staff_id, kind, content::jsonb, external_id, quotes_external_id,
        quotes_message_id, quote_token, edited_at, image_set_id, image_set_index, image_set_total, occurred_at
      from unnest(
        ${column(messages, ({ id }) => id)}::uuid[],
        ${column(messages, ({ threadId }) => threadId)}::uuid[],
        ${column(messages, ({ channel }) => channel)}::text[],
        ${column(messages, ({ author }) => author)}::text[],
        ${column(messages, ({ staffId }) => staffId)}::uuid[],
        ${column(messages, ({ content }) => content.kind)}::text[],
        ${column(messages, ({ content }) => JSON.stringify(content))}::text[],
        ${column(messages, ({ externalId }) => externalId)}::text[],
        ${column(messages, ({ quotesExternalId }) => quotesExternalId)}::text[],
        ${column(messages, ({ id, quotesMessageId }) => quotesMessageId ?? quotedOf.get(id) ?? null)}::uuid[],
        ${column(messages, ({ quoteToken }) => quoteToken ?? null)}::text[],
        ${column(messages, ({ editedAt }) => editedAt ?? null)}::timestamptz[],
        ${column(messages, ({ imageSet }) => imageSet?.id ?? null)}::text[],
        ${column(messages, ({ imageSet }) => imageSet?.index ?? null)}::integer[],
        ${column(messages, ({ imageSet }) => imageSet?.total ?? null)}::integer[],
        ${column(messages, ({ occurredAt }) => occurredAt)}::timestamptz[]
      ) as told(id, thread_id, channel, author, staff_id, kind, content, external_id, quotes_external_id,
        quotes_message_id, quote_token, edited_at, image_set_id, image_set_index, image_set_total, occurred_at)
      on conflict do nothing`.execute(tx);
    const isNew = await whichAreNew(tx, messages, Number(numAffectedRows));
    await meetQuotes(
      tx,
      messages.flatMap(({ id, externalId }) =>
        externalId !== null && isNew(id) ? [{ id, externalId }] : [],
      ),
    );
    return messages.map(({ id }) => isNew(id));
  },
);

/** Not asked of the insertion itself: staff may write what they see only once it hangs on their matter. */
const whichAreNew = async (
  tx: Tx,
  messages: readonly NewMessage[],
  inserted: number,
): Promise<(id: MessageId) => boolean> => {
  if (inserted === messages.length) return () => true;
  if (inserted === 0) return () => false;
  const ids = messages.map(({ id }) => id);
  const rows = await tx.selectFrom('message').select('id').where('id', 'in', ids).execute();
  const kept = new Set(rows.map(({ id }) => id));
  return (id) => kept.has(id);
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

export const linkMessage = allTogether(
  (tx, links: readonly { readonly matterId: MatterId; readonly messageId: MessageId }[]) =>
    sql`
      insert into matter_message (matter_id, message_id)
      select * from unnest(${column(links, ({ matterId }) => matterId)}::uuid[],
        ${column(links, ({ messageId }) => messageId)}::uuid[])
      on conflict do nothing`.execute(tx),
);

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
export const buryMessage = (tx: Tx, id: MessageId, now: Date): Promise<readonly AttachmentId[]> =>
  buryMessages(tx, [id], now, null);

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
