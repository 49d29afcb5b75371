import type { StaffId } from '#src/domain/ids';
import { recordAct } from '#src/store/audit';
import { withdrawInvitations } from '#src/store/invitations';
import { endSessionsOf } from '#src/store/sessions';
import { changeStaffRow } from '#src/store/staff';
import { asAdministratorOf, personAfter, type Forbidden, type NotFound } from './as-administrator.ts';
import { isLastAdministrator, type Changed, type LastAdministrator } from './change-staff.ts';
import type { DoorContext } from './door-context.ts';

/** Ends all access at once: sessions, links and the log-in. Their name stays in the history. */
export const deactivateStaff = (
  context: DoorContext,
  actorId: StaffId,
  staffId: StaffId,
): Promise<Changed | LastAdministrator | NotFound | Forbidden> =>
  asAdministratorOf<Changed | LastAdministrator>(context, actorId, staffId, async (tx, person) => {
    if (await isLastAdministrator(tx, person)) return { kind: 'last-administrator' };
    await endSessionsOf(tx, staffId);
    await withdrawInvitations(tx, staffId);
    await recordAct(tx, { actorId, action: 'staff-deactivated', subject: staffId });
    // Last: who deactivates themselves may do nothing after it.
    await changeStaffRow(tx, staffId, { state: 'inactive' });
    return { kind: 'changed', person: await personAfter(tx, staffId) };
  });
