import { sql } from 'kysely';
import type { ChannelName } from '#src/domain/channel-name';
import type { DepartmentId, InboundEventId, MatterId } from '#src/domain/ids';
import type { SetAsideEvent } from '#src/domain/health-facts';
import type { Tx } from './open.ts';

/** The latest of what lies aside; nothing for staff who are no administrators. */
export const listSetAside = async (tx: Tx, most: number): Promise<readonly SetAsideEvent[]> => {
  const { rows } = await sql<Row>`select * from set_aside_events(${most})`.execute(tx);
  return rows.map(({ matter_id: matterId, matter_number: number, department_id: departmentId, ...row }) => ({
    ...toEvent(row),
    matter:
      matterId === null || number === null || departmentId === null
        ? null
        : { id: matterId, number, departmentId },
  }));
};

/** The same as a worker sees it, without matters. */
export const listSetAsideForOperator = async (tx: Tx): Promise<readonly Omit<SetAsideEvent, 'matter'>[]> => {
  const { rows } = await sql<EventRow>`
    select id, channel, kind, occurred_at, set_aside_at, fault, tries from inbound_event
    where state = 'set-aside' order by set_aside_at desc, id`.execute(tx);
  return rows.map(toEvent);
};

/** Lays these before the worker again; returns those that lay aside. For administrators, whom the audit names. */
export const replaySetAside = (
  tx: Tx,
  wanted: readonly InboundEventId[],
): Promise<readonly InboundEventId[]> => idsOf(tx, sql`replay_set_aside(${wanted})`);

/** All of it, for administrators. */
export const replayAllSetAside = (tx: Tx): Promise<readonly InboundEventId[]> =>
  idsOf(tx, sql`replay_set_aside(array(select id from set_aside_events(${mostAtOnce})))`);

export const replayForOperator = (
  tx: Tx,
  wanted: readonly InboundEventId[],
): Promise<readonly InboundEventId[]> => idsOf(tx, sql`replay_for_operator(${wanted})`);

/** More cannot be read again by hand; what is left over can be asked for once more. */
const mostAtOnce = 100_000;

const idsOf = async (tx: Tx, call: ReturnType<typeof sql>): Promise<readonly InboundEventId[]> => {
  const { rows } = await sql<{ id: InboundEventId }>`select replayed as id from ${call} as replayed`.execute(
    tx,
  );
  return rows.map(({ id }) => id);
};

interface EventRow {
  readonly id: InboundEventId;
  readonly channel: ChannelName;
  readonly kind: string;
  readonly occurred_at: Date;
  readonly set_aside_at: Date;
  readonly fault: string | null;
  readonly tries: number;
}

interface Row extends EventRow {
  readonly matter_id: MatterId | null;
  readonly matter_number: string | null;
  readonly department_id: DepartmentId | null;
}

const toEvent = (row: EventRow): Omit<SetAsideEvent, 'matter'> => ({
  id: row.id,
  channel: row.channel,
  kind: row.kind,
  occurredAt: row.occurred_at,
  setAsideAt: row.set_aside_at,
  fault: row.fault,
  tries: row.tries,
});
