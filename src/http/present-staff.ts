import type { Membership, StaffMember as Person } from '#src/domain/staff';
import type { Session } from '#src/store/sessions';
import type { Colleague as Coworker } from '#src/store/staff';
import type { Colleague, Me, StaffMember } from './contract/staff.ts';
import type { SignedIn } from './signed-in.ts';

/** A person of the staff table, field by field: what is not named here does not leave the server. */
export const presentPerson = (person: Person): StaffMember => ({
  id: person.id,
  name: person.name,
  email: person.email,
  isAdministrator: person.isAdministrator,
  memberships: presentMemberships(person.memberships),
  state: person.state,
  lastSeenAt: person.lastSeenAt?.toISOString() ?? null,
});

export const presentColleague = ({ id, name, departmentIds }: Coworker): Colleague => ({
  id,
  name,
  departmentIds: [...departmentIds],
});

export const presentMe = (me: Omit<SignedIn, 'sessionToken'>): Me => ({
  id: me.staffId,
  name: me.name,
  email: me.email,
  isAdministrator: me.isAdministrator,
  memberships: presentMemberships(me.memberships),
  csrfToken: me.csrfToken,
  mustChangePassword: me.mustChangePassword,
});

export const presentSession = ({ staff, csrfToken, mustChangePassword }: Session): Me =>
  presentMe({ ...staff, staffId: staff.id, csrfToken, mustChangePassword });

const presentMemberships = (memberships: readonly Membership[]): Me['memberships'] =>
  memberships.map(({ departmentId, role }) => ({ departmentId, role }));
