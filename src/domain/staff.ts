import type { DepartmentId, StaffId } from './ids.ts';

/** Staff answer their department's matters; supervisors also assign others. */
export const departmentRoles = ['staff', 'supervisor'] as const;
export type DepartmentRole = (typeof departmentRoles)[number];

/** `invited`: the link to set a password was not used yet. `inactive`: no access, history kept. */
export const staffStates = ['invited', 'active', 'inactive'] as const;
export type StaffState = (typeof staffStates)[number];

/** One role in one department. */
export interface Membership {
  readonly departmentId: DepartmentId;
  readonly role: DepartmentRole;
}

/** Somebody who works for the city and may log in, or could. */
export interface StaffMember {
  readonly id: StaffId;
  readonly name: string;
  readonly email: string;
  readonly isAdministrator: boolean;
  readonly memberships: readonly Membership[];
  readonly state: StaffState;
  readonly lastSeenAt: Date | null;
}

/** One form of an address for the log-in, the invitation and the count of failures: people type capitals. */
export const normaliseEmail = (email: string): string => email.trim().toLowerCase();
