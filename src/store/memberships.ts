import type { DepartmentId, StaffId } from '#src/domain/ids';
import type { DepartmentRole } from '#src/domain/staff';
import type { Tx } from './open.ts';

/** Null when the person does not belong to the department or has no access any more. */
export const roleIn = async (
  tx: Tx,
  staffId: StaffId,
  departmentId: DepartmentId,
): Promise<DepartmentRole | null> => {
  const row = await tx
    .selectFrom('membership')
    .innerJoin('staff', 'staff.id', 'membership.staff_id')
    .select('membership.role')
    .where('membership.staff_id', '=', staffId)
    .where('membership.department_id', '=', departmentId)
    .where('staff.state', '=', 'active')
    .executeTakeFirst();
  return row?.role ?? null;
};

/** Everybody who works here, for naming who was given a matter. */
export const namesOf = async (tx: Tx): Promise<ReadonlyMap<string, string>> => {
  const rows = await tx.selectFrom('staff').select(['id', 'name']).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
};
