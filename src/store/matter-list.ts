import { sql, type RawBuilder } from 'kysely';
import type { DepartmentId, StaffId } from '#src/domain/ids';
import type { State } from '#src/domain/matter';
import { summarise, type MatterSummary } from './matter-rows.ts';
import type { Tx } from './open.ts';

export interface ListFilter {
  readonly view: 'mine' | 'department' | 'unassigned' | 'sorting' | 'all';
  /** Null: everything that is not closed. */
  readonly state: State | null;
  readonly departmentId: DepartmentId | null;
  /** Only those in which something did not arrive, and among these, without a state, what was closed lately, too. */
  readonly sending?: 'failed' | null;
}

/** Where a page ends. The next one starts behind it, whatever was added meanwhile. */
export interface ListPlace {
  readonly isUrgent: boolean;
  /** Milliseconds since 1970; `Infinity` for what does not wait. */
  readonly atMs: number;
  readonly id: string;
}

export interface ListOrder {
  readonly by: 'waiting' | 'newest';
  readonly after: ListPlace | null;
  readonly limit: number;
}

/** One page of what this member of staff may see. */
export const listMatters = async (
  tx: Tx,
  staffId: StaffId,
  filter: ListFilter,
  order: ListOrder,
): Promise<readonly MatterSummary[]> =>
  summarise(
    tx,
    staffId,
    sql`
      select matter.*, row_number() over (order by ${orderBy(order)}) as place
      from (
        select matter.*
        from unnest(${departmentsOf(filter)}) as asked (department_id)
        cross join lateral (
          select * from matter
          where matter.department_id = asked.department_id and ${conditions(staffId, filter)} and ${behind(order)}
          order by ${orderBy(order)}
          limit ${order.limit}
        ) matter
        order by ${orderBy(order)}
        limit ${order.limit}
      ) matter`,
  );

/** Each department's page is read off its index in order, whatever years of closed matters lie behind it. */
const departmentsOf = ({ departmentId }: ListFilter): RawBuilder<unknown> =>
  departmentId === null ? sql`(select my_departments())` : sql`array[${departmentId}]::text[]`;

/** What does not wait comes after everything that does; in the order itself nulls are last anyway. */
const waits = sql`coalesce(matter.waiting_since, 'infinity'::timestamptz)`;

const orderBy = (order: ListOrder): RawBuilder<unknown> => {
  switch (order.by) {
    case 'waiting':
      return sql`matter.is_urgent desc, matter.waiting_since, matter.id`;
    case 'newest':
      return sql`matter.last_resident_at desc, matter.id desc`;
  }
};

const behind = ({ by, after }: ListOrder): RawBuilder<unknown> => {
  if (after === null) return sql`true`;
  const at = Number.isFinite(after.atMs)
    ? sql`${new Date(after.atMs)}::timestamptz`
    : sql`'infinity'::timestamptz`;
  switch (by) {
    case 'waiting':
      return sql`(not matter.is_urgent, ${waits}, matter.id) > (${!after.isUrgent}::boolean, ${at}, ${after.id}::uuid)`;
    case 'newest':
      return sql`(matter.last_resident_at, matter.id) < (${at}, ${after.id}::uuid)`;
  }
};

const conditions = (staffId: StaffId, filter: ListFilter): RawBuilder<unknown> => {
  const parts = [...ofState(filter), ...inView(staffId, filter.view)];
  return sql.join(parts, sql` and `);
};

const ofState = ({ state, sending = null }: ListFilter): readonly RawBuilder<unknown>[] => [
  ...(sending === null ? [] : [sql`matter.id = any (array(select failed_matters()))`]),
  ...(state === null && sending !== null ? [] : [stateIs(state)]),
];

const stateIs = (state: State | null): RawBuilder<unknown> =>
  state === null ? sql`matter.state <> 'closed'` : sql`matter.state = ${state}`;

const inView = (staffId: StaffId, view: ListFilter['view']): readonly RawBuilder<unknown>[] => {
  switch (view) {
    case 'mine':
      return [sql`matter.assignee_id = ${staffId}`];
    case 'department':
      return [sql`matter.state <> 'sorting'`];
    case 'unassigned':
      return [sql`matter.assignee_id is null`, sql`matter.state <> 'sorting'`];
    case 'sorting':
      return [sql`matter.state = 'sorting'`];
    case 'all':
      return [];
  }
};

export interface Counts {
  readonly mine: number;
  readonly department: number;
  readonly unassigned: number;
  readonly sorting: number;
  readonly all: number;
  /** In which something did not arrive. */
  readonly failed: number;
}

/** How many matters each view holds for this member of staff, closed ones left out. */
export const countMatters = async (tx: Tx, staffId: StaffId): Promise<Counts> => {
  const { rows } = await sql<Counts>`
    select count(*) filter (where assignee_id = ${staffId})::int as mine,
      count(*) filter (where state <> 'sorting')::int as department,
      count(*) filter (where state <> 'sorting' and assignee_id is null)::int as unassigned,
      count(*) filter (where state = 'sorting')::int as sorting,
      count(*)::int as "all", (select count(*) from failed_matters())::int as failed
    from matter where state <> 'closed'`.execute(tx);
  return rows[0] ?? { mine: 0, department: 0, unassigned: 0, sorting: 0, all: 0, failed: 0 };
};
