import type { StaffId } from '#src/domain/ids';
import { recordAct } from '#src/store/audit';
import { reactivate } from '#src/store/staff';
import { asAdministratorOf, personAfter, type Forbidden, type NotFound } from './as-administrator.ts';
import type { Changed } from './change-staff.ts';
import type { DoorContext } from './door-context.ts';

/** Gives access back as it was; whoever had no password yet needs a new link. */
export const reactivateStaff = (
  context: DoorContext,
  actorId: StaffId,
  staffId: StaffId,
): Promise<Changed | NotFound | Forbidden> =>
  asAdministratorOf<Changed>(context, actorId, staffId, async (tx) => {
    await reactivate(tx, staffId);
    await recordAct(tx, { actorId, action: 'staff-reactivated', subject: staffId });
    return { kind: 'changed', person: await personAfter(tx, staffId) };
  });
