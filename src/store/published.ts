import { sql } from 'kysely';
import type { AttachmentId, MessageId, OutboxId } from '#src/domain/ids';
import type { Tx } from './open.ts';
import { together } from './together.ts';

/** What hangs on a message that is about to be sent. */
export interface SentMedium {
  readonly messageId: MessageId;
  readonly id: AttachmentId;
  readonly bytes: number;
  /** Of its public address; null while it has none. */
  readonly token: string | null;
}

export const mediaOf = together(
  async (tx, outboxIds: readonly OutboxId[]): Promise<readonly (readonly SentMedium[])[]> => {
    const rows = await tx
      .selectFrom('outbox_message')
      .innerJoin('attachment', 'attachment.message_id', 'outbox_message.message_id')
      .select([
        'outbox_message.outbox_id as outboxId',
        'attachment.message_id as messageId',
        'attachment.id',
        'attachment.bytes',
        'public_token as token',
      ])
      .where(sql<boolean>`outbox_message.outbox_id = any(${[...outboxIds]}::uuid[])`)
      .where('attachment.state', '=', 'stored')
      .orderBy('attachment.id')
      .forUpdate('attachment')
      .execute();
    const ofSend = Map.groupBy(rows, ({ outboxId }) => outboxId);
    return outboxIds.map((id) =>
      (ofSend.get(id) ?? []).map(({ messageId, id: mediumId, bytes, token }) => ({
        messageId,
        id: mediumId,
        bytes: Number(bytes),
        token,
      })),
    );
  },
);

/** Gives each its public address; one that has it keeps it, so that a repeated call says the same. */
export const publish = async (
  tx: Tx,
  media: readonly SentMedium[],
  newToken: () => string,
): Promise<readonly SentMedium[]> => {
  const published: SentMedium[] = [];
  for (const medium of media) {
    const token = medium.token ?? newToken();
    if (medium.token === null) {
      await tx.updateTable('attachment').set({ public_token: token }).where('id', '=', medium.id).execute();
    }
    published.push({ ...medium, token });
  }
  return published;
};

export interface PublicMedium {
  readonly id: AttachmentId;
  readonly kind: 'image' | 'video' | 'audio' | 'file';
  readonly mime: string | null;
  readonly fileName: string | null;
  readonly previewId: string | null;
}

/** What lies under a public address: only what went out, or may have, and was not taken back. */
export const readPublished = async (tx: Tx, token: string): Promise<PublicMedium | null> => {
  const row = await tx
    .selectFrom('attachment')
    .innerJoin('message', 'message.id', 'attachment.message_id')
    .innerJoin('outbox_message', 'outbox_message.message_id', 'message.id')
    .innerJoin('delivery', 'delivery.outbox_id', 'outbox_message.outbox_id')
    .select([
      'attachment.id',
      'attachment.kind',
      'attachment.mime',
      'attachment.file_name as fileName',
      'attachment.preview_id as previewId',
    ])
    .where('attachment.public_token', '=', token)
    .where('attachment.state', '=', 'stored')
    .where('message.taken_back_at', 'is', null)
    .where('delivery.state', 'not in', ['refused', 'cancelled'])
    .executeTakeFirst();
  return row ?? null;
};
