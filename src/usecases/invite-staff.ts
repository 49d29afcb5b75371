import { isStaffId, type StaffId } from '#src/domain/ids';
import { normaliseEmail } from '#src/domain/staff';
import { recordAct } from '#src/store/audit';
import { addInvited, addMemberships } from '#src/store/staff';
import { asAdministrator, personAfter, type Forbidden } from './as-administrator.ts';
import { checkMemberships, type BadMembership, type WantedMembership } from './check-memberships.ts';
import type { DoorContext } from './door-context.ts';
import { makeLink, type Invited } from './make-link.ts';
import { newId } from './new-id.ts';

export interface InviteStaff {
  readonly email: string;
  readonly name: string;
  readonly isAdministrator: boolean;
  readonly memberships: readonly WantedMembership[];
}

export const inviteStaff = (
  context: DoorContext,
  actorId: StaffId,
  request: InviteStaff,
): Promise<Invited | BadMembership | Forbidden | { readonly kind: 'already-exists' }> =>
  asAdministrator<Invited | BadMembership | { readonly kind: 'already-exists' }>(
    context,
    actorId,
    async (tx) => {
      const wanted = await checkMemberships(tx, request.memberships);
      if (wanted.kind !== 'good') return wanted;
      const { name, isAdministrator } = request;
      const id = newId(context.ids, isStaffId);
      const isNew = await addInvited(tx, { id, email: normaliseEmail(request.email), name, isAdministrator });
      if (!isNew) return { kind: 'already-exists' };
      await addMemberships(tx, id, wanted.memberships);
      const link = await makeLink(tx, context, id);
      await recordAct(tx, { actorId, action: 'staff-invited', subject: id });
      return { kind: 'invited', person: await personAfter(tx, id), link };
    },
  );
