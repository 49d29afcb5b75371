import type { MatterId, StaffId } from '#src/domain/ids';
import type { Tx } from './open.ts';

export interface NewNote {
  readonly id: string;
  readonly matterId: MatterId;
  readonly staffId: StaffId;
  readonly text: string;
  readonly at: Date;
}

/** False when the same note was kept already. */
export const keepNote = async (tx: Tx, note: NewNote): Promise<boolean> => {
  const result = await tx
    .insertInto('note')
    .values({ id: note.id, matter_id: note.matterId, staff_id: note.staffId, text: note.text, at: note.at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
};
