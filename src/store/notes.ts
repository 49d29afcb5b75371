import type { MatterId, StaffId } from '#src/domain/ids';
import type { Tx } from './open.ts';

export interface NewNote {
  readonly id: string;
  readonly matterId: MatterId;
  readonly staffId: StaffId;
  readonly text: string;
  readonly at: Date;
}

/** False when something is kept under its id already. */
export const keepNote = async (tx: Tx, note: NewNote): Promise<boolean> => {
  const result = await tx
    .insertInto('note')
    .values({ id: note.id, matter_id: note.matterId, staff_id: note.staffId, text: note.text, at: note.at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
};

/** Whether this very note is kept already. */
export const isNoteIn = async (
  tx: Tx,
  { id, matterId, staffId }: Pick<NewNote, 'id' | 'matterId' | 'staffId'>,
): Promise<boolean> => {
  const row = await tx
    .selectFrom('note')
    .select('id')
    .where('id', '=', id)
    .where('matter_id', '=', matterId)
    .where('staff_id', '=', staffId)
    .executeTakeFirst();
  return row !== undefined;
};
