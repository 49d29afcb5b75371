import type { DepartmentId } from '#src/domain/ids';
import type { Tx } from './open.ts';

export interface DepartmentRow {
  readonly id: DepartmentId;
  readonly name: string;
  readonly isSortingDesk: boolean;
}

/** Departments that still are, by id. */
export const activeDepartments = (tx: Tx): Promise<readonly DepartmentRow[]> =>
  tx
    .selectFrom('department')
    .select(['id', 'name', 'is_sorting_desk as isSortingDesk'])
    .where('is_active', '=', true)
    .orderBy('id')
    .execute();

export interface BusyDepartment {
  readonly id: DepartmentId;
  readonly name: string;
  readonly openMatters: number;
}

/** Departments other than these that hold matters somebody still waits for. */
export const busyDepartmentsBeside = async (
  tx: Tx,
  kept: readonly DepartmentId[],
): Promise<readonly BusyDepartment[]> => {
  const rows = await tx
    .selectFrom('department')
    .innerJoin('matter', 'matter.department_id', 'department.id')
    .select((row) => ['department.id', 'department.name', row.fn.countAll<string>().as('openMatters')])
    .where('department.id', 'not in', kept)
    .where('matter.state', '<>', 'closed')
    .groupBy(['department.id', 'department.name'])
    .orderBy('department.id')
    .execute();
  return rows.map(({ id, name, openMatters }) => ({ id, name, openMatters: Number(openMatters) }));
};

/** Makes the table say what the city files say. */
export const mirrorDepartments = async (tx: Tx, departments: readonly DepartmentRow[]): Promise<void> => {
  const ids = departments.map(({ id }) => id);
  await tx
    .updateTable('department')
    .set({ is_active: false })
    .where('id', 'not in', ids)
    .where('is_active', '=', true)
    .execute();
  // There is one sorting desk at any moment: the old one steps back before the new one is named.
  const desk = departments.filter(({ isSortingDesk }) => isSortingDesk).map(({ id }) => id);
  await tx
    .updateTable('department')
    .set({ is_sorting_desk: false })
    .where('is_sorting_desk', '=', true)
    .where('id', 'not in', desk)
    .execute();
  await tx
    .insertInto('department')
    .values(departments.map(({ id, name, isSortingDesk }) => ({ id, name, is_sorting_desk: isSortingDesk })))
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((row) => ({
        name: row.ref('excluded.name'),
        is_sorting_desk: row.ref('excluded.is_sorting_desk'),
        is_active: true,
      })),
    )
    .execute();
};
