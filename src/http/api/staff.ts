import { isStaffId } from '#src/domain/ids';
import type { StaffMember } from '#src/domain/staff';
import { operations } from '#src/http/contract/operations';
import type { DoorSettings } from '#src/http/gatekeeper';
import { presentColleague, presentPerson } from '#src/http/present-staff';
import { ProblemError } from '#src/http/problems';
import { colleaguesOf, listStaff } from '#src/store/staff';
import type { Forbidden, NotFound } from '#src/usecases/as-administrator';
import { changeStaff, type Changed, type LastAdministrator } from '#src/usecases/change-staff';
import type { BadMembership } from '#src/usecases/check-memberships';
import { deactivateStaff } from '#src/usecases/deactivate-staff';
import { inviteStaff } from '#src/usecases/invite-staff';
import type { Invited } from '#src/usecases/make-link';
import { reactivateStaff } from '#src/usecases/reactivate-staff';
import { resetStaff } from '#src/usecases/reset-staff';
import { idOf, type MakeRoute, type Route } from './route.ts';

/** Who works here, and what administrators do about it. */
export const staffRoutes = ({ context, publicUrl }: DoorSettings, route: MakeRoute): readonly Route[] => {
  const presentInvited = ({ person, link }: Invited) => ({
    person: presentPerson(person),
    link: `${publicUrl}/invitations/${link.token}`,
    expiresAt: link.expiresAt.toISOString(),
  });

  return [
    route(operations.listColleagues, async ({ staff }) => {
      const people = await context.store.asStaff(staff.staffId, (tx) => colleaguesOf(tx, staff.staffId));
      return { people: people.map(presentColleague) };
    }),
    route(operations.listStaff, async ({ staff }) => {
      const people = await context.store.asStaff(staff.staffId, listStaff);
      return { people: people.map(presentPerson) };
    }),
    route(operations.inviteStaff, async ({ body, staff }) => {
      const result = await inviteStaff(context, staff.staffId, body);
      return presentInvited(result.kind === 'invited' ? result : refuse(result));
    }),
    route(operations.changeStaff, async ({ params, body, staff }) => {
      const result = await changeStaff(context, staff.staffId, idOf(params.staffId, isStaffId), body);
      return presentPerson(changedBy(result));
    }),
    route(operations.deactivateStaff, async ({ params, staff }) => {
      const result = await deactivateStaff(context, staff.staffId, idOf(params.staffId, isStaffId));
      return presentPerson(changedBy(result));
    }),
    route(operations.reactivateStaff, async ({ params, staff }) => {
      const result = await reactivateStaff(context, staff.staffId, idOf(params.staffId, isStaffId));
      return presentPerson(changedBy(result));
    }),
    route(operations.resetStaff, async ({ params, staff }) => {
      const result = await resetStaff(context, staff.staffId, idOf(params.staffId, isStaffId));
      return presentInvited(result.kind === 'invited' ? result : refuse(result));
    }),
  ];
};

type Refusal =
  Forbidden | NotFound | LastAdministrator | BadMembership | { readonly kind: 'already-exists' | 'inactive' };

const changedBy = (result: Changed | Refusal): StaffMember =>
  result.kind === 'changed' ? result.person : refuse(result);

const refuse = (refusal: Refusal): never => {
  switch (refusal.kind) {
    case 'forbidden':
    case 'not-found':
    case 'last-administrator':
    case 'already-exists':
      throw new ProblemError(refusal.kind);
    case 'inactive':
      throw new ProblemError('not-allowed-in-state');
    case 'unknown-department':
    case 'department-twice':
      throw new ProblemError('invalid-request', {
        fields: [{ path: `memberships.${refusal.index}.departmentId`, message: refusal.kind }],
      });
  }
};
