import type { AttachmentId, MatterId, MessageId, StaffId } from '#src/domain/ids';
import type { Tx } from './open.ts';

/** What a member of staff laid beside an answer; its id is that of the attachment it will be. */
export interface Upload {
  readonly id: AttachmentId;
  readonly kind: 'image' | 'file';
  readonly fileName: string;
  readonly mime: string;
  readonly bytes: number;
  /** The key of the small picture; null for files. */
  readonly previewId: string | null;
}

export interface NewUpload extends Upload {
  readonly matterId: MatterId;
  readonly staffId: StaffId;
  readonly at: Date;
}

/** Whether this matter is there for this person. */
export const hasMatter = async (tx: Tx, id: MatterId): Promise<boolean> =>
  (await tx.selectFrom('matter').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;

/** Before its bytes are written, so that no bytes lie anywhere without a row that knows of them. */
export const beginUpload = async (tx: Tx, upload: NewUpload): Promise<void> => {
  await tx
    .insertInto('upload')
    .values({
      id: upload.id,
      matter_id: upload.matterId,
      staff_id: upload.staffId,
      kind: upload.kind,
      file_name: upload.fileName,
      mime: upload.mime,
      bytes: String(upload.bytes),
      preview_id: upload.previewId,
      created_at: upload.at,
    })
    .execute();
};

export const markUploadKept = async (tx: Tx, id: AttachmentId): Promise<void> => {
  await tx
    .updateTable('upload')
    .set({ state: 'kept' })
    .where('id', '=', id)
    .where('state', '=', 'arriving')
    .execute();
};

/** False for what is not there, is not theirs, or went out with an answer. */
export const giveUpUpload = async (tx: Tx, id: AttachmentId): Promise<boolean> => {
  const result = await tx
    .updateTable('upload')
    .set({ state: 'erasing' })
    .where('id', '=', id)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** Through the walls: one's own, of a matter of one's own. */
export const readUpload = async (tx: Tx, id: AttachmentId): Promise<Upload | null> => {
  const row = await tx
    .selectFrom('upload')
    .select(columns)
    .where('id', '=', id)
    .where('state', '=', 'kept')
    .executeTakeFirst();
  return row === undefined ? null : toUpload(row);
};

/** Holds them until the commit. Null when one of them is not there for this writer in this matter. */
export const lockUploads = async (
  tx: Tx,
  matterId: MatterId,
  ids: readonly AttachmentId[],
): Promise<readonly Upload[] | null> => {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('upload')
    .select(columns)
    .where('id', 'in', ids)
    .where('matter_id', '=', matterId)
    .where('state', '=', 'kept')
    .orderBy('id')
    .forUpdate()
    .execute();
  const found = new Map(rows.map((row) => [row.id, toUpload(row)]));
  const uploads = ids.flatMap((id) => found.get(id) ?? []);
  return found.size === ids.length ? uploads : null;
};

/** Hangs it on a message; from then on it is an attachment like any other. */
export const hangUpload = async (tx: Tx, upload: Upload, messageId: MessageId): Promise<void> => {
  await tx
    .insertInto('attachment')
    .values({
      id: upload.id,
      message_id: messageId,
      kind: upload.kind,
      state: 'stored',
      file_name: upload.kind === 'file' ? upload.fileName : null,
      mime: upload.mime,
      bytes: String(upload.bytes),
      preview_id: upload.previewId,
    })
    .execute();
  await tx.deleteFrom('upload').where('id', '=', upload.id).execute();
};

/** What no answer took, and what was given up. */
export const forgottenUploads = async (
  tx: Tx,
  before: Date,
  limit: number,
): Promise<readonly AttachmentId[]> => {
  const rows = await tx
    .selectFrom('upload')
    .select('id')
    .where((or) => or.or([or('created_at', '<', before), or('state', '=', 'erasing')]))
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
};

/** From here on no answer can take it. Null when there is nothing to erase. */
export const markUploadErasing = async (
  tx: Tx,
  id: AttachmentId,
  before: Date,
): Promise<{ readonly previewId: string | null } | null> => {
  const row = await tx
    .updateTable('upload')
    .set({ state: 'erasing' })
    .where('id', '=', id)
    .where((or) => or.or([or('created_at', '<', before), or('state', '=', 'erasing')]))
    .returning('preview_id as previewId')
    .executeTakeFirst();
  return row ?? null;
};

export const forgetUpload = async (tx: Tx, id: AttachmentId): Promise<void> => {
  await tx.deleteFrom('upload').where('id', '=', id).where('state', '=', 'erasing').execute();
};

const columns = ['id', 'kind', 'file_name as fileName', 'mime', 'bytes', 'preview_id as previewId'] as const;

const toUpload = ({ bytes, ...row }: Omit<Upload, 'bytes'> & { readonly bytes: string }): Upload => ({
  ...row,
  bytes: Number(bytes),
});
