import type { MatterId, StaffId } from '#src/domain/ids';
import { recordEvent } from '#src/store/events';
import { changeMatter, lockMatter } from '#src/store/matters';
import { isNoteIn, keepNote } from '#src/store/notes';
import { markReadBy } from '#src/store/reading';
import type { Context } from './context.ts';
import type { MatterOutcome } from './matter-outcome.ts';

export interface Note {
  readonly staffId: StaffId;
  readonly matterId: MatterId;
  /** Made by the browser: the same note posted twice is one note. */
  readonly noteId: string;
  readonly text: string;
}

/** Staff to staff, inside a matter; it never leaves. */
export const leaveNote = async (context: Context, note: Note): Promise<MatterOutcome> =>
  context.store.asStaff(note.staffId, async (tx): Promise<MatterOutcome> => {
    const matter = await lockMatter(tx, note.matterId);
    if (matter === null) return { kind: 'not-found' };
    const kept = { id: note.noteId, matterId: matter.id, staffId: note.staffId };
    const isNew = await keepNote(tx, { ...kept, text: note.text, at: context.clock.now() });
    if (!isNew) return (await isNoteIn(tx, kept)) ? { kind: 'done' } : { kind: 'not-found' };
    await changeMatter(tx, matter.id, {});
    await recordEvent(tx, {
      name: 'noted',
      matterId: matter.id,
      departments: [matter.departmentId],
      actorId: note.staffId,
    });
    await markReadBy(tx, note.staffId, matter.id);
    return { kind: 'done' };
  });
