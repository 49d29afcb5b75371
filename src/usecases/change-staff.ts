import type { StaffId } from '#src/domain/ids';
import type { StaffMember } from '#src/domain/staff';
import { recordAct } from '#src/store/audit';
import type { Tx } from '#src/store/open';
import { changeStaffRow, hasAdministratorBeside, replaceMemberships } from '#src/store/staff';
import { asAdministratorOf, personAfter, type Forbidden, type NotFound } from './as-administrator.ts';
import { checkMemberships, type BadMembership, type WantedMembership } from './check-memberships.ts';
import type { DoorContext } from './door-context.ts';

/** What is left out stays. */
export interface StaffChanges {
  readonly name?: string | undefined;
  readonly isAdministrator?: boolean | undefined;
  readonly memberships?: readonly WantedMembership[] | undefined;
}

export interface LastAdministrator {
  readonly kind: 'last-administrator';
}

export interface Changed {
  readonly kind: 'changed';
  readonly person: StaffMember;
}

export const changeStaff = (
  context: DoorContext,
  actorId: StaffId,
  staffId: StaffId,
  changes: StaffChanges,
): Promise<Changed | BadMembership | LastAdministrator | NotFound | Forbidden> =>
  asAdministratorOf<Changed | BadMembership | LastAdministrator>(
    context,
    actorId,
    staffId,
    async (tx, person) => {
      const { name, isAdministrator, memberships } = changes;
      if (isAdministrator === false && (await isLastAdministrator(tx, person))) {
        return { kind: 'last-administrator' };
      }
      if (memberships !== undefined) {
        const wanted = await checkMemberships(tx, memberships);
        if (wanted.kind !== 'good') return wanted;
        await replaceMemberships(tx, staffId, wanted.memberships);
      }
      await recordAct(tx, { actorId, action: 'staff-changed', subject: staffId });
      // Last: who gives up being an administrator may do nothing after it.
      await changeStaffRow(tx, staffId, { name, isAdministrator });
      return { kind: 'changed', person: await personAfter(tx, staffId) };
    },
  );

/** Without this person nobody could let anybody in again. */
export const isLastAdministrator = async (tx: Tx, person: StaffMember): Promise<boolean> =>
  person.isAdministrator && person.state === 'active' && !(await hasAdministratorBeside(tx, person.id));
