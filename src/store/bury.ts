import { sql } from 'kysely';
import type { AttachmentId, DepartmentId, MessageId, StaffId } from '#src/domain/ids';
import type { Tx } from './open.ts';

/** Who of the city had it erased. */
export interface Eraser {
  readonly staffId: StaffId;
  readonly departmentId: DepartmentId;
}

/**
 * Takes the words of messages away and leaves their tombstones; what hangs on a message goes with it. Without an eraser it
 * was the resident who took them back. Returns the media that are to be removed.
 */
export const buryMessages = async (
  tx: Tx,
  ids: readonly MessageId[],
  now: Date,
  by: Eraser | null,
): Promise<readonly AttachmentId[]> => {
  if (ids.length === 0) return [];
  const all = sql<boolean>`message_id = any(${[...ids]}::uuid[])`;
  await tx
    .updateTable('message')
    .set({
      content: null,
      quote_token: null,
      taken_back_at: now,
      erased_by: by?.staffId ?? null,
      erased_in: by?.departmentId ?? null,
    })
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .where('taken_back_at', 'is', null)
    .execute();
  await tx.deleteFrom('classification').where(all).execute();
  // A platform that refuses a message may repeat its words in the reason.
  await sql`
    update attempt set detail = null
    where detail is not null and outbox_id in (
      select om.outbox_id from outbox_message om where om.message_id = any(${[...ids]}::uuid[]))`.execute(tx);
  // A call that may have to be repeated is kept word for word.
  await sql`
    update outbox set call = null
    where call is not null and id in (
      select om.outbox_id from outbox_message om where om.message_id = any(${[...ids]}::uuid[]))`.execute(tx);
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
    .where(all)
    .returning('id')
    .execute();
  return doomed.map((row) => row.id);
};
