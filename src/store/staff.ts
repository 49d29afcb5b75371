import { sql, type ExpressionBuilder } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { DepartmentId, StaffId } from '#src/domain/ids';
import type { Membership, StaffMember, StaffState } from '#src/domain/staff';
import type { Tx } from './open.ts';
import type { Tables } from './tables.ts';

/** Everybody who may log in or once could, by name. */
export const listStaff = (tx: Tx): Promise<readonly StaffMember[]> =>
  tx.selectFrom('staff').select(columns).select(memberships).orderBy('name').orderBy('id').execute();

export const findStaff = async (tx: Tx, id: StaffId): Promise<StaffMember | null> => {
  const row = await tx
    .selectFrom('staff')
    .select(columns)
    .select(memberships)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
};

export interface Colleague {
  readonly id: StaffId;
  readonly name: string;
  /** Those that the asker shares. */
  readonly departmentIds: readonly DepartmentId[];
}

/** Who can be asked to answer a matter of my departments; I am one of them. */
export const colleaguesOf = (tx: Tx, id: StaffId): Promise<readonly Colleague[]> =>
  tx
    .selectFrom('staff')
    .innerJoin('membership as theirs', 'theirs.staff_id', 'staff.id')
    .innerJoin('membership as mine', 'mine.department_id', 'theirs.department_id')
    .innerJoin('department', 'department.id', 'mine.department_id')
    .select((row) => [
      'staff.id',
      'staff.name',
      row.fn.agg<DepartmentId[]>('array_agg', ['department.id']).orderBy('department.id').as('departmentIds'),
    ])
    .where('mine.staff_id', '=', id)
    .where('staff.state', '=', 'active')
    .where('department.is_active', '=', true)
    .groupBy(['staff.id', 'staff.name'])
    .orderBy('staff.name')
    .orderBy('staff.id')
    .execute();

/** Holds every other change of staff off until the transaction ends: who is the last administrator must not change meanwhile. */
export const lockAdministration = async (tx: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended('staff administration', 0))`.execute(tx);
};

/** Holds this person's log-ins off until the transaction ends. */
export const lockStaff = async (tx: Tx, id: StaffId): Promise<void> => {
  await tx.selectFrom('staff').select('id').where('id', '=', id).forUpdate().execute();
};

export const isActiveAdministrator = async (tx: Tx, id: StaffId): Promise<boolean> => {
  const row = await activeAdministrators(tx).where('id', '=', id).executeTakeFirst();
  return row !== undefined;
};

export const hasAdministratorBeside = async (tx: Tx, id: StaffId): Promise<boolean> => {
  const row = await activeAdministrators(tx).where('id', '<>', id).limit(1).executeTakeFirst();
  return row !== undefined;
};

export interface NewStaff {
  readonly id: StaffId;
  readonly email: string;
  readonly name: string;
  readonly isAdministrator: boolean;
}

/** False when the address is somebody's already. */
export const addInvited = async (tx: Tx, person: NewStaff): Promise<boolean> => {
  const row = await tx
    .insertInto('staff')
    .values({
      id: person.id,
      email: person.email,
      name: person.name,
      is_administrator: person.isAdministrator,
      state: 'invited',
    })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

export interface StaffChange {
  readonly name?: string | undefined;
  readonly isAdministrator?: boolean | undefined;
  readonly state?: StaffState | undefined;
}

export const changeStaffRow = async (tx: Tx, id: StaffId, change: StaffChange): Promise<void> => {
  const { name, isAdministrator, state } = change;
  const set = {
    ...(name !== undefined && { name }),
    ...(isAdministrator !== undefined && { is_administrator: isAdministrator }),
    ...(state !== undefined && { state }),
  };
  if (Object.keys(set).length === 0) return;
  await tx.updateTable('staff').set(set).where('id', '=', id).execute();
};

/** Back to where they were: who never set a password, or was asked for a new one, still needs the link. */
export const reactivate = async (tx: Tx, id: StaffId): Promise<void> => {
  await tx
    .updateTable('staff')
    .set({ state: sql<StaffState>`case when has_password then 'active' else 'invited' end` })
    .where('id', '=', id)
    .where('state', '=', 'inactive')
    .execute();
};

export const replaceMemberships = async (
  tx: Tx,
  id: StaffId,
  wanted: readonly Membership[],
): Promise<void> => {
  await tx.deleteFrom('membership').where('staff_id', '=', id).execute();
  await addMemberships(tx, id, wanted);
};

export const addMemberships = async (tx: Tx, id: StaffId, wanted: readonly Membership[]): Promise<void> => {
  if (wanted.length === 0) return;
  await tx
    .insertInto('membership')
    .values(wanted.map(({ departmentId, role }) => ({ staff_id: id, department_id: departmentId, role })))
    .execute();
};

const activeAdministrators = (tx: Tx) =>
  tx.selectFrom('staff').select('id').where('state', '=', 'active').where('is_administrator', '=', true);

const columns = [
  'id',
  'name',
  'email',
  'is_administrator as isAdministrator',
  'state',
  'last_seen_at as lastSeenAt',
] as const;

/** A department that left the city files is nobody's any more. */
const memberships = (staff: ExpressionBuilder<Tables, 'staff'>) =>
  jsonArrayFrom(
    staff
      .selectFrom('membership')
      .innerJoin('department', 'department.id', 'membership.department_id')
      .select(['membership.department_id as departmentId', 'membership.role'])
      .whereRef('membership.staff_id', '=', 'staff.id')
      .where('department.is_active', '=', true)
      .orderBy('membership.department_id'),
  ).as('memberships');
