import { sql } from 'kysely';
import type { ChannelName } from '#src/domain/channel-name';
import type { AttachmentId, DepartmentId, MatterId } from '#src/domain/ids';
import type { MediaKind } from '#src/domain/message';
import type { Tx } from './open.ts';

export interface PendingMedia {
  readonly id: AttachmentId;
  readonly state: 'waiting' | 'stored' | 'failed' | 'gone' | 'erasing';
  readonly kind: MediaKind;
  readonly channel: ChannelName;
  readonly messageExternalId: string | null;
  readonly tries: number;
  readonly nextTryAt: Date;
  /** The key of the small picture. */
  readonly previewId: string | null;
}

export const lockMedia = async (tx: Tx, id: AttachmentId): Promise<PendingMedia | null> => {
  const row = await tx
    .selectFrom('attachment')
    .innerJoin('message', 'message.id', 'attachment.message_id')
    .select([
      'attachment.id',
      'attachment.state',
      'attachment.kind',
      'message.channel',
      'message.external_id as messageExternalId',
      'attachment.tries',
      'attachment.next_try_at as nextTryAt',
      'attachment.preview_id as previewId',
    ])
    .where('attachment.id', '=', id)
    .forUpdate('attachment')
    .executeTakeFirst();
  return row ?? null;
};

/** False when the message was taken back while its medium was on the way. */
export const markStored = async (tx: Tx, id: AttachmentId, mime: string, bytes: number): Promise<boolean> => {
  const result = await tx
    .updateTable('attachment')
    .set({ state: 'stored', mime, bytes: String(bytes) })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** Leaves alone what was stored or taken back meanwhile. */
export const planMedia = async (
  tx: Tx,
  id: AttachmentId,
  plan: { readonly state: 'waiting' | 'failed' | 'gone'; readonly tries: number; readonly nextTryAt: Date },
): Promise<void> => {
  await tx
    .updateTable('attachment')
    .set({ state: plan.state, tries: plan.tries, next_try_at: plan.nextTryAt })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .execute();
};

/** Comes back to it once more: a fetch that was under way when the message was taken back may still write. */
export const eraseAgain = async (tx: Tx, id: AttachmentId, at: Date): Promise<void> => {
  await tx
    .updateTable('attachment')
    .set({ tries: 1, next_try_at: at })
    .where('id', '=', id)
    .where('state', '=', 'erasing')
    .execute();
};

export const forgetMedia = async (tx: Tx, id: AttachmentId): Promise<void> => {
  await tx.deleteFrom('attachment').where('id', '=', id).execute();
};

/** The matters that show this attachment, for telling their inboxes. */
export const mattersShowing = async (
  tx: Tx,
  id: AttachmentId,
): Promise<readonly { readonly matterId: MatterId; readonly departmentId: DepartmentId }[]> =>
  tx
    .selectFrom('attachment')
    .innerJoin('matter_message', 'matter_message.message_id', 'attachment.message_id')
    .innerJoin('matter', 'matter.id', 'matter_message.matter_id')
    .select(['matter.id as matterId', 'matter.department_id as departmentId'])
    .where('attachment.id', '=', id)
    .execute();

export const forgottenMedia = async (
  tx: Tx,
  before: Date,
  limit: number,
): Promise<readonly AttachmentId[]> => {
  const rows = await tx
    .selectFrom('attachment')
    .select('id')
    .where(sql<boolean>`state in ('waiting', 'erasing')`)
    .where('next_try_at', '<', before)
    .orderBy('next_try_at')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
};

export interface StoredMedium {
  readonly state: PendingMedia['state'];
  readonly mime: string | null;
  readonly fileName: string | null;
  /** The key of the small picture. */
  readonly previewId: string | null;
}

/** What staff or a resident see of one attachment, through the walls; null for what is not there and what is not theirs. */
export const readAttachment = async (tx: Tx, id: AttachmentId): Promise<StoredMedium | null> => {
  const row = await tx
    .selectFrom('attachment')
    .select(['state', 'mime', 'file_name as fileName', 'preview_id as previewId'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
};

/** By hand, after the tries were used up. False for what did not fail, is not there or is not theirs. */
export const requeueMedia = async (tx: Tx, id: AttachmentId, now: Date): Promise<boolean> => {
  const result = await tx
    .updateTable('attachment')
    .set({ state: 'waiting', tries: 0, next_try_at: now })
    .where('id', '=', id)
    .where('state', '=', 'failed')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};
