import type { CityInfo, StaffMember } from '#src/http/contract/staff';

export type Membership = StaffMember['memberships'][number];
export type DepartmentRole = Membership['role'];

export const roleNames = { staff: '担当', supervisor: '責任者' } as const satisfies Readonly<
  Record<DepartmentRole, string>
>;

export const staffStateNames = {
  invited: '招待中',
  active: '利用中',
  inactive: '停止中',
} as const satisfies Readonly<Record<StaffMember['state'], string>>;

export const isDepartmentRole = (text: string): text is DepartmentRole => Object.hasOwn(roleNames, text);

export const sayMembership = ({ departmentId, role }: Membership, city: CityInfo): string => {
  const name = city.departments.find(({ id }) => id === departmentId)?.name ?? departmentId;
  return `${name}（${roleNames[role]}）`;
};
