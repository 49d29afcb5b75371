import type { DepartmentId } from '#src/domain/ids';
import type { Membership } from '#src/domain/staff';
import { activeDepartments } from '#src/store/departments';
import type { Tx } from '#src/store/open';

export interface BadMembership {
  readonly kind: 'unknown-department' | 'department-twice';
  /** Which of the memberships asked for. */
  readonly index: number;
}

/** A membership as it was asked for, before anybody knows whether there is such a department. */
export interface WantedMembership {
  readonly departmentId: string;
  readonly role: Membership['role'];
}

/** The memberships, when each names another department of the city. */
export const checkMemberships = async (
  tx: Tx,
  wanted: readonly WantedMembership[],
): Promise<BadMembership | { readonly kind: 'good'; readonly memberships: readonly Membership[] }> => {
  const known = new Map<string, DepartmentId>((await activeDepartments(tx)).map(({ id }) => [id, id]));
  const memberships: Membership[] = [];
  for (const [index, { departmentId: key, role }] of wanted.entries()) {
    const departmentId = known.get(key);
    if (departmentId === undefined) return { kind: 'unknown-department', index };
    if (memberships.some((other) => other.departmentId === departmentId)) {
      return { kind: 'department-twice', index };
    }
    memberships.push({ departmentId, role });
  }
  return { kind: 'good', memberships };
};
