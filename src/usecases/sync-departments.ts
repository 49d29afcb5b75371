import type { City } from '#src/domain/city';
import { busyDepartmentsBeside, mirrorDepartments, type BusyDepartment } from '#src/store/departments';
import type { Store } from '#src/store/open';

/** A department cannot leave the city files while residents wait for it. */
export class DepartmentBusyError extends Error {
  override readonly name = 'DepartmentBusyError';
  readonly departments: readonly BusyDepartment[];

  constructor(departments: readonly BusyDepartment[]) {
    const list = departments.map(({ id, openMatters }) => `${id} (${openMatters} open)`).join(', ');
    super(
      `These departments are missing from the city files but still hold open matters: ${list}. ` +
        'Put them back, transfer or close their matters in the inbox, then take them out again.',
    );
    this.departments = departments;
  }
}

/** Makes the departments in the database those of the city files; called at every start, before anything else. */
export const syncDepartments = async (store: Store, city: Pick<City, 'departments'>): Promise<void> => {
  const departments = city.departments.map(({ id, name, isSortingDesk }) => ({ id, name, isSortingDesk }));
  await store.asWorker(async (tx) => {
    const busy = await busyDepartmentsBeside(
      tx,
      departments.map(({ id }) => id),
    );
    if (busy.length > 0) throw new DepartmentBusyError(busy);
    await mirrorDepartments(tx, departments);
  });
};
