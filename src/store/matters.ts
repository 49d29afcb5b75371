import { sql } from 'kysely';
import type {
  CategoryId,
  DepartmentId,
  MatterId,
  MessageId,
  ResidentId,
  StaffId,
  ThreadId,
} from '#src/domain/ids';
import type { CloseReason, State } from '#src/domain/matter';
import type { Tx } from './open.ts';
import { column, together } from './together.ts';

export interface Matter {
  readonly id: MatterId;
  readonly number: string;
  readonly residentId: ResidentId;
  readonly threadId: ThreadId;
  readonly departmentId: DepartmentId;
  readonly categoryId: CategoryId | null;
  readonly state: State;
  readonly assigneeId: StaffId | null;
  readonly isUrgent: boolean;
  readonly closedAt: Date | null;
  readonly waitingSince: Date | null;
  readonly replyBy: Date | null;
  readonly lastResidentAt: Date;
  /** When the resident or staff last wrote in it, or closed it. */
  readonly lastAt: Date;
  readonly revision: number;
}

const columns = [
  'id',
  'number',
  'resident_id as residentId',
  'thread_id as threadId',
  'department_id as departmentId',
  'category_id as categoryId',
  'state',
  'assignee_id as assigneeId',
  'is_urgent as isUrgent',
  'closed_at as closedAt',
  'waiting_since as waitingSince',
  'reply_by as replyBy',
  'last_resident_at as lastResidentAt',
  'revision',
] as const;

const lastAt = sql<Date>`greatest(matter.last_resident_at, matter.closed_at,
  (select message.occurred_at from message where message.id = matter.last_message_id))`.as('lastAt');

/** Null for what is not there and for what the walls hide alike. */
export const lockMatter = async (tx: Tx, id: MatterId): Promise<Matter | null> => {
  const row = await tx
    .selectFrom('matter')
    .select([...columns, lastAt])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row ?? null;
};

/** A resident's matters that a new message could belong to, the latest first; nobody changes them meanwhile. */
export const mattersOf = together(
  async (
    tx,
    asked: readonly { readonly residentId: ResidentId; readonly closedAfter: Date }[],
  ): Promise<readonly (readonly Matter[])[]> => {
    const rows = await tx
      .selectFrom('matter')
      .select([...columns, lastAt])
      .where(
        'id',
        'in',
        sql<MatterId>`(
          select latest.id
          from unnest(${column(asked, ({ residentId }) => residentId)}::uuid[],
            ${column(asked, ({ closedAfter }) => closedAfter)}::timestamptz[]) as told(resident_id, closed_after)
          cross join lateral (
            select m.id from matter m
            where m.resident_id = told.resident_id and (m.state <> 'closed' or m.closed_at >= told.closed_after)
            order by m.last_resident_at desc limit ${mostMatters}
          ) latest)`,
      )
      .orderBy('last_resident_at', 'desc')
      .forNoKeyUpdate()
      .execute();
    const ofResident = Map.groupBy(rows, ({ residentId }) => residentId);
    return asked.map(({ residentId }) => ofResident.get(residentId) ?? []);
  },
);

/** Nobody has more that still matter to what they write now. */
const mostMatters = 20;

/** Whose inboxes to tell of something that concerns the resident and no single matter, the latest first. */
export const openMattersOf = together(
  async (
    tx,
    asked: readonly { readonly residentId: ResidentId; readonly limit: number }[],
  ): Promise<readonly (readonly Pick<Matter, 'id' | 'departmentId'>[])[]> => {
    const { rows } = await sql<Pick<Matter, 'id' | 'departmentId'> & { place: string }>`
      select told.place, open.id, open.department_id as "departmentId"
      from unnest(${column(asked, ({ residentId }) => residentId)}::uuid[],
        ${column(asked, ({ limit }) => limit)}::integer[]) with ordinality as told(resident_id, most, place)
      cross join lateral (
        select m.id, m.department_id, m.last_resident_at from matter m
        where m.resident_id = told.resident_id and m.state <> 'closed'
        order by m.last_resident_at desc limit told.most
      ) open
      order by told.place, open.last_resident_at desc`.execute(tx);
    const ofAsked = Map.groupBy(rows, ({ place }) => Number(place) - 1);
    return asked.map((_, index) =>
      (ofAsked.get(index) ?? []).map(({ id, departmentId }) => ({ id, departmentId })),
    );
  },
);

export interface MatterChange {
  readonly state?: State;
  readonly departmentId?: DepartmentId;
  readonly categoryId?: CategoryId | null;
  readonly threadId?: ThreadId;
  readonly assigneeId?: StaffId | null;
  readonly isUrgent?: boolean;
  readonly closed?: { readonly reason: CloseReason | 'erased'; readonly at: Date } | null;
  readonly waitingSince?: Date | null;
  readonly replyBy?: Date | null;
  readonly lastMessageId?: MessageId;
  readonly lastResidentAt?: Date;
}

/** Every change makes the revision grow, so that a stale view is noticed. */
export const changeMatter = async (tx: Tx, id: MatterId, change: MatterChange): Promise<void> => {
  await tx
    .updateTable('matter')
    .set((matter) => ({
      revision: matter('revision', '+', 1),
      ...(change.state !== undefined && { state: change.state }),
      ...(change.departmentId !== undefined && { department_id: change.departmentId }),
      ...(change.categoryId !== undefined && { category_id: change.categoryId }),
      ...(change.threadId !== undefined && { thread_id: change.threadId }),
      ...(change.assigneeId !== undefined && { assignee_id: change.assigneeId }),
      ...(change.isUrgent !== undefined && { is_urgent: change.isUrgent }),
      ...(change.closed !== undefined && {
        close_reason: change.closed?.reason ?? null,
        closed_at: change.closed?.at ?? null,
      }),
      ...(change.waitingSince !== undefined && { waiting_since: change.waitingSince }),
      ...(change.replyBy !== undefined && { reply_by: change.replyBy }),
      ...(change.lastMessageId !== undefined && { last_message_id: change.lastMessageId }),
      ...(change.lastResidentAt !== undefined && { last_resident_at: change.lastResidentAt }),
    }))
    .where('id', '=', id)
    .execute();
};

/** Moves a matter to another department even when that takes it out of the mover's sight; see `hand_over`. */
export const handOver = async (tx: Tx, id: MatterId, to: DepartmentId, state: State): Promise<boolean> => {
  const { rows } = await sql<{ moved: boolean }>`select hand_over(${id}, ${to}, ${state}) as moved`.execute(
    tx,
  );
  return rows[0]?.moved === true;
};

/** The opposite of `handOver`; false when it is too late or something happened since. See `undo_hand_over`. */
export const undoHandOver = async (tx: Tx, id: MatterId): Promise<boolean> => {
  const { rows } = await sql<{ moved: boolean }>`select undo_hand_over(${id}) as moved`.execute(tx);
  return rows[0]?.moved === true;
};
