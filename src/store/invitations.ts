import type { StaffId } from '#src/domain/ids';
import type { Tx } from './open.ts';

export interface NewInvitation {
  readonly tokenHash: Buffer;
  readonly staffId: StaffId;
  readonly expiresAt: Date;
}

/** One person has one link at a time. */
export const replaceInvitation = async (tx: Tx, invitation: NewInvitation): Promise<void> => {
  await withdrawInvitations(tx, invitation.staffId);
  await tx
    .insertInto('invitation')
    .values({
      token_hash: invitation.tokenHash,
      staff_id: invitation.staffId,
      expires_at: invitation.expiresAt,
      used_at: null,
    })
    .execute();
};

export const withdrawInvitations = async (tx: Tx, staffId: StaffId): Promise<void> => {
  await tx.deleteFrom('invitation').where('staff_id', '=', staffId).execute();
};

export interface Invited {
  readonly staffId: StaffId;
  readonly name: string;
  readonly email: string;
}

/** Null for a link that was used, withdrawn, is too old or never was. */
export const findInvitation = async (tx: Tx, tokenHash: Buffer, now: Date): Promise<Invited | null> => {
  const row = await tx
    .selectFrom('invitation')
    .innerJoin('staff', 'staff.id', 'invitation.staff_id')
    .select(['staff.id as staffId', 'staff.name', 'staff.email'])
    .where('invitation.token_hash', '=', tokenHash)
    .where('invitation.used_at', 'is', null)
    .where('invitation.expires_at', '>', now)
    .where('staff.state', '=', 'invited')
    .executeTakeFirst();
  return row ?? null;
};

/** Uses the link up; false when somebody else just did. */
export const useInvitation = async (tx: Tx, tokenHash: Buffer, now: Date): Promise<boolean> => {
  const row = await tx
    .updateTable('invitation')
    .set({ used_at: now })
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('staff_id')
    .executeTakeFirst();
  return row !== undefined;
};
