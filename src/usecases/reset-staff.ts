import type { StaffId } from '#src/domain/ids';
import { recordAct } from '#src/store/audit';
import { endSessionsOf } from '#src/store/sessions';
import { changeStaffRow } from '#src/store/staff';
import { asAdministratorOf, personAfter, type Forbidden, type NotFound } from './as-administrator.ts';
import { isLastAdministrator, type LastAdministrator } from './change-staff.ts';
import type { DoorContext } from './door-context.ts';
import { makeLink, type Invited } from './make-link.ts';

/** Ends all sessions, forgets the password and makes a link for a new one; also for a first link that was lost. */
export const resetStaff = (
  context: DoorContext,
  actorId: StaffId,
  staffId: StaffId,
): Promise<Invited | LastAdministrator | NotFound | Forbidden | { readonly kind: 'inactive' }> =>
  asAdministratorOf<Invited | LastAdministrator | { readonly kind: 'inactive' }>(
    context,
    actorId,
    staffId,
    async (tx, person) => {
      if (person.state === 'inactive') return { kind: 'inactive' };
      // A link that is lost would then be the last way in.
      if (await isLastAdministrator(tx, person)) return { kind: 'last-administrator' };
      await endSessionsOf(tx, staffId);
      const link = await makeLink(tx, context, staffId);
      await recordAct(tx, { actorId, action: 'staff-reset', subject: staffId });
      // Last: who resets themselves may do nothing after it.
      await changeStaffRow(tx, staffId, { state: 'invited' });
      return { kind: 'invited', person: await personAfter(tx, staffId), link };
    },
  );
