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

const sayMembership = ({ departmentId, role }: Membership, city: CityInfo): string => {
  const name = city.departments.find(({ id }) => id === departmentId)?.name ?? departmentId;
  return `${name}（${roleNames[role]}）`;
};

/** One line for each department; one for all when somebody has the same role everywhere. */
export const sayMemberships = (memberships: readonly Membership[], city: CityInfo): readonly string[] => {
  const [first] = memberships;
  const isEverywhere =
    first !== undefined &&
    city.departments.length > 1 &&
    memberships.length === city.departments.length &&
    memberships.every(({ role }) => role === first.role);
  return isEverywhere
    ? [`すべての課（${roleNames[first.role]}）`]
    : memberships.map((membership) => sayMembership(membership, city));
};
