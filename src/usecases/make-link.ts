import { invitationEnd } from '#src/domain/access';
import type { StaffId } from '#src/domain/ids';
import type { StaffMember } from '#src/domain/staff';
import { replaceInvitation } from '#src/store/invitations';
import type { Tx } from '#src/store/open';
import type { DoorContext } from './door-context.ts';
import { tokenHash } from './token-hash.ts';

export interface Link {
  /** Shown once; only its hash is kept. */
  readonly token: string;
  readonly expiresAt: Date;
}

export interface Invited {
  readonly kind: 'invited';
  readonly person: StaffMember;
  readonly link: Link;
}

/** A link to set a password; older ones of the same person no longer open anything. */
export const makeLink = async (tx: Tx, { ids, clock }: DoorContext, staffId: StaffId): Promise<Link> => {
  const token = ids.newToken();
  const expiresAt = invitationEnd(clock.now());
  await replaceInvitation(tx, { tokenHash: tokenHash(token), staffId, expiresAt });
  return { token, expiresAt };
};
