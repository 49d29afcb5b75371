import { sql } from 'kysely';
import type { EventDetail, EventName } from '#src/domain/event';
import type { DepartmentId, MatterId, StaffId } from '#src/domain/ids';
import { markChanged } from './notify.ts';
import type { Tx } from './open.ts';
import { allTogether, column } from './together.ts';

export interface NewEvent {
  readonly name: EventName;
  readonly matterId: MatterId;
  /** Every department that may be told; after a transfer both. */
  readonly departments: readonly DepartmentId[];
  readonly actorId: StaffId | null;
  readonly detail?: EventDetail;
}

/** Records what happened and tells live inboxes once the transaction commits. */
export const recordEvent = allTogether(async (tx, events: readonly NewEvent[]) => {
  await sql`
    insert into event (name, matter_id, departments, actor_id, detail)
    select name, matter_id, array(select jsonb_array_elements_text(departments::jsonb)), actor_id, detail::jsonb
    from unnest(
      ${column(events, ({ name }) => name)}::text[],
      ${column(events, ({ matterId }) => matterId)}::uuid[],
      ${column(events, ({ departments }) => JSON.stringify(departments))}::text[],
      ${column(events, ({ actorId }) => actorId)}::uuid[],
      ${column(events, ({ detail }) => JSON.stringify(detail ?? {}))}::text[]
    ) with ordinality as told(name, matter_id, departments, actor_id, detail, place)
    order by place`.execute(tx);
  markChanged(tx);
});

/** The fate of a send has changed. Takes no lock on the matter: staff may be changing it, and wait for this send's row. */
export const recordFateOf = allTogether(async (tx, matterIds: readonly MatterId[]) => {
  await sql`
    insert into event (name, matter_id, departments)
    select 'delivery', id, array[department_id] from matter where id = any(${[...matterIds]}::uuid[])`.execute(
    tx,
  );
  markChanged(tx);
});

/** A place in the feed: everything up to and including it was told. */
export interface FeedPosition {
  readonly xid: string;
  readonly id: string;
}

/** A place that is remembered outside. Transaction ids mean something in one epoch only; a restore begins another. */
export interface FeedPlace extends FeedPosition {
  readonly epoch: string;
}

export interface FeedEvent extends FeedPosition {
  readonly name: EventName;
  readonly matterId: MatterId | null;
  readonly departments: readonly DepartmentId[];
  readonly detail: EventDetail;
}

/** Rows of transactions that began before the oldest running one can still appear, so nothing newer is told yet. */
const isSettled = sql<boolean>`event.xid < pg_snapshot_xmin(pg_current_snapshot())`;

export const feedAfter = async (tx: Tx, after: FeedPosition, limit: number): Promise<readonly FeedEvent[]> =>
  tx
    .selectFrom('event')
    .select(['xid', 'id', 'name', 'matter_id as matterId', 'departments', 'detail'])
    .where(sql<boolean>`(event.xid, event.id) > (${after.xid}::xid8, ${after.id}::bigint)`)
    .where(isSettled)
    .orderBy('xid')
    .orderBy('id')
    .limit(limit)
    .execute();

/** Where a reader starts who has seen everything that is shown now. */
export const feedEnd = async (tx: Tx): Promise<FeedPlace> => {
  const { rows } = await sql<{
    xid: string;
  }>`select pg_snapshot_xmin(pg_current_snapshot())::text as xid`.execute(tx);
  return { epoch: await feedEpoch(tx), xid: rows[0]?.xid ?? '0', id: '0' };
};

export const feedEpoch = async (tx: Tx): Promise<string> => {
  const { id } = await tx.selectFrom('epoch').select('id').executeTakeFirstOrThrow();
  return id;
};

export interface HistoryEvent {
  readonly id: string;
  readonly at: Date;
  readonly name: EventName;
  readonly actorName: string | null;
  readonly detail: EventDetail;
}

/** One matter's history, oldest first. */
export const historyOf = async (tx: Tx, matterId: MatterId): Promise<readonly HistoryEvent[]> =>
  tx
    .selectFrom('event')
    .leftJoin('staff', 'staff.id', 'event.actor_id')
    .select(['event.id', 'event.at', 'event.name', 'staff.name as actorName', 'event.detail'])
    .where('event.matter_id', '=', matterId)
    .orderBy('event.id')
    .execute();

export interface LastEvent {
  readonly name: EventName;
  readonly at: Date;
  readonly actorId: StaffId | null;
  readonly detail: EventDetail;
}

/** What last happened to a matter, as far as the asker may know; fates of sends and fetches left out. */
export const lastEventOf = async (tx: Tx, matterId: MatterId): Promise<LastEvent | null> => {
  const row = await tx
    .selectFrom('event')
    .select(['name', 'at', 'actor_id as actorId', 'detail'])
    .where('matter_id', '=', matterId)
    .where('name', 'not in', ['delivery', 'attachment'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
};
