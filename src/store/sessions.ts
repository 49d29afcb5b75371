import type { StaffId } from '#src/domain/ids';
import type { StaffMember } from '#src/domain/staff';
import type { Tx } from './open.ts';
import { findStaff } from './staff.ts';

export interface NewSession {
  readonly tokenHash: Buffer;
  readonly staffId: StaffId;
  readonly csrfToken: string;
  readonly expiresAt: Date;
}

export const addSession = async (tx: Tx, session: NewSession, now: Date): Promise<void> => {
  await tx.deleteFrom('session').where('expires_at', '<=', now).execute();
  await tx
    .insertInto('session')
    .values({
      token_hash: session.tokenHash,
      staff_id: session.staffId,
      csrf_token: session.csrfToken,
      created_at: now,
      expires_at: session.expiresAt,
    })
    .execute();
};

/** Somebody who is logged in now. */
export interface Session {
  readonly staff: StaffMember;
  readonly mustChangePassword: boolean;
  readonly csrfToken: string;
  readonly expiresAt: Date;
}

/** Null when it ended, never was, or its owner may no longer come in. */
export const findSession = async (tx: Tx, tokenHash: Buffer, now: Date): Promise<Session | null> => {
  const row = await tx
    .selectFrom('session')
    .innerJoin('staff', 'staff.id', 'session.staff_id')
    .select([
      'session.staff_id as staffId',
      'session.csrf_token as csrfToken',
      'session.expires_at as expiresAt',
      'staff.must_change_password as mustChangePassword',
    ])
    .where('session.token_hash', '=', tokenHash)
    .where('session.expires_at', '>', now)
    .where('staff.state', '=', 'active')
    .executeTakeFirst();
  if (row === undefined) return null;
  const staff = await findStaff(tx, row.staffId);
  if (staff === null) return null;
  const { mustChangePassword, csrfToken, expiresAt } = row;
  return { staff, mustChangePassword, csrfToken, expiresAt };
};

export const endSession = async (tx: Tx, tokenHash: Buffer): Promise<void> => {
  await tx.deleteFrom('session').where('token_hash', '=', tokenHash).execute();
};

export const endSessionsOf = async (tx: Tx, staffId: StaffId): Promise<void> => {
  await tx.deleteFrom('session').where('staff_id', '=', staffId).execute();
};

export const endOtherSessionsOf = async (tx: Tx, staffId: StaffId, kept: Buffer): Promise<void> => {
  await tx.deleteFrom('session').where('staff_id', '=', staffId).where('token_hash', '<>', kept).execute();
};
