import type { StaffId } from '#src/domain/ids';
import type { Tx } from './open.ts';

export interface Act {
  /** Null is the machine itself. */
  readonly actorId: StaffId | null;
  readonly action:
    | 'first-administrator-made'
    | 'staff-invited'
    | 'staff-changed'
    | 'staff-deactivated'
    | 'staff-reactivated'
    | 'staff-reset'
    | 'invitation-accepted'
    | 'password-changed'
    | 'message-erased'
    | 'resident-erased';
  /** The id of whom or what it was done to. */
  readonly subject: string;
}

/** Who did what to whom, in ids. */
export const recordAct = async (tx: Tx, act: Act): Promise<void> => {
  await tx
    .insertInto('audit')
    .values({ actor_id: act.actorId, action: act.action, subject: act.subject })
    .execute();
};
