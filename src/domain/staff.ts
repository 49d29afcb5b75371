/** Staff answer their department's matters; supervisors also assign others. */
export const departmentRoles = ['staff', 'supervisor'] as const;
export type DepartmentRole = (typeof departmentRoles)[number];

/** `invited`: the link to set a password was not used yet. `inactive`: no access, history kept. */
export const staffStates = ['invited', 'active', 'inactive'] as const;
export type StaffState = (typeof staffStates)[number];
