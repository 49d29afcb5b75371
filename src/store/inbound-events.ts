import { sql } from 'kysely';
import { type ChannelName } from '#src/domain/channel-name';
import type { InboundEventId } from '#src/domain/ids';
import type { Happening, InboundEvent } from '#src/domain/inbound';
import { happening } from './happening.ts';
import type { Tx } from './open.ts';

export interface NewInbound {
  readonly id: InboundEventId;
  readonly event: InboundEvent;
}

/**
 * Keeps every event that is not known yet, in one statement; returns the ids of those. An event is known by its own id or,
 * for a message, by the message's.
 */
export const keepInbound = async (
  tx: Tx,
  batch: readonly NewInbound[],
  now: Date,
): Promise<readonly InboundEventId[]> => {
  if (batch.length === 0) return [];
  const column = <T>(read: (row: NewInbound) => T): readonly T[] => batch.map(read);
  // A column is one parameter, however many rows: compiling a statement of thousands took longer than running it.
  const { rows } = await sql<{ id: InboundEventId; state: 'pending' | 'done' }>`
    insert into inbound_event (id, channel, event_id, address, kind, message_external_id, occurred_at, received_at, body,
      state, handled_at)
    select id, channel, event_id, address, kind, message_external_id, occurred_at, ${now}, body::jsonb,
      state, case state when 'done' then ${now}::timestamptz end
    from unnest(
      ${column(({ id }) => id)}::uuid[],
      ${column(({ event }) => event.channel)}::text[],
      ${column(({ event }) => event.eventId)}::text[],
      ${column(({ event }) => event.address)}::text[],
      ${column(({ event }) => event.what.kind)}::text[],
      ${column(({ event }) => messageOf(event.what))}::text[],
      ${column(({ event }) => event.occurredAt)}::timestamptz[],
      ${column(({ event }) => JSON.stringify(event.what))}::text[],
      ${column(({ event }) => (isForLater(event) ? 'done' : 'pending'))}::text[]
    ) as told(id, channel, event_id, address, kind, message_external_id, occurred_at, body, state)
    on conflict do nothing
    returning id, state`.execute(tx);
  return rows.filter((row) => row.state === 'pending').map((row) => row.id);
};

/** What no rule acts on yet is kept and needs no job. */
const isForLater = ({ what, address }: InboundEvent): boolean =>
  what.kind === 'ignored' || what.kind === 'silenced' || address === null;

const messageOf = (what: Happening): string | null => {
  switch (what.kind) {
    case 'message':
    case 'unsend':
    case 'edit':
      return what.messageExternalId;
    case 'follow':
    case 'unfollow':
    case 'postback':
    case 'group':
    case 'silenced':
    case 'ignored':
      return null;
  }
};

export interface PendingEvent {
  readonly id: InboundEventId;
  readonly channel: ChannelName;
  readonly address: string;
  readonly occurredAt: Date;
  readonly receivedAt: Date;
  readonly what: Exclude<Happening, { kind: 'ignored' | 'silenced' }>;
  /** When the resident wrote anew what this message says; null while it stands as it was first written. */
  readonly editedAt: Date | null;
}

const pendingColumns = [
  'waiting.id',
  'waiting.channel',
  'waiting.address',
  'waiting.occurred_at as occurredAt',
  'waiting.received_at as receivedAt',
  'waiting.body',
] as const;

const toPending = ({ body, address, ...row }: PendingRow): PendingEvent | null =>
  address === null ? null : { ...row, address, what: happening.parse(body), editedAt: null };

type PendingRow = Omit<PendingEvent, 'what' | 'address' | 'editedAt'> & {
  readonly address: string | null;
  readonly body: unknown;
};

/** What waits in one thread, the oldest by the platform's time; null when nothing does. */
export const firstPendingOf = async (
  tx: Tx,
  channel: ChannelName,
  address: string,
): Promise<PendingEvent | null> => {
  const row = await tx
    .selectFrom('inbound_event as waiting')
    .select(pendingColumns)
    .where('waiting.channel', '=', channel)
    .where('waiting.address', '=', address)
    .where('waiting.state', '=', 'pending')
    .orderBy('waiting.occurred_at')
    .orderBy('waiting.id')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : toPending(row);
};

/** The same for the thread of an event, whatever became of the event. */
export const firstPendingBeside = async (tx: Tx, id: InboundEventId): Promise<PendingEvent | null> => {
  const row = await tx
    .selectFrom('inbound_event as named')
    .innerJoin('inbound_event as waiting', (join) =>
      join
        .onRef('waiting.channel', '=', 'named.channel')
        .onRef('waiting.address', '=', 'named.address')
        .on('waiting.state', '=', 'pending'),
    )
    .select(pendingColumns)
    .where('named.id', '=', id)
    .orderBy('waiting.occurred_at')
    .orderBy('waiting.id')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : toPending(row);
};

export const markHandled = async (tx: Tx, id: InboundEventId, now: Date): Promise<void> => {
  await tx
    .updateTable('inbound_event')
    .set({ state: 'done', handled_at: now })
    .where('id', '=', id)
    .execute();
};

/** Takes a message's words, edited ones too, out of the ledger; the rows stay, so that a redelivery is still known. */
export const emptyInbound = async (
  tx: Tx,
  channel: ChannelName,
  messageExternalId: string,
): Promise<void> => {
  await tx
    .updateTable('inbound_event')
    .set({ body: null })
    .where('channel', '=', channel)
    .where('kind', 'in', ['message', 'edit'])
    .where('message_external_id', '=', messageExternalId)
    .where('state', '=', 'done')
    .execute();
};

/** Whether the resident took this message back before we saw it. */
export const wasTakenBack = async (
  tx: Tx,
  channel: ChannelName,
  messageExternalId: string,
): Promise<boolean> => {
  const row = await tx
    .selectFrom('inbound_event')
    .select('id')
    .where('channel', '=', channel)
    .where('kind', '=', 'unsend')
    .where('message_external_id', '=', messageExternalId)
    .executeTakeFirst();
  return row !== undefined;
};

/** Rows that wait longer than a job should take: their job was lost, or the worker was killed. */
export const forgottenInbound = async (
  tx: Tx,
  before: Date,
  limit: number,
): Promise<readonly InboundEventId[]> => {
  const rows = await tx
    .selectFrom('inbound_event')
    .select('id')
    .where('state', '=', 'pending')
    .where('received_at', '<', before)
    .orderBy('received_at')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
};
