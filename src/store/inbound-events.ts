import { sql } from 'kysely';
import { type ChannelName } from '#src/domain/channel-name';
import type { InboundEventId } from '#src/domain/ids';
import type { Happening, InboundEvent } from '#src/domain/inbound';
import type { Tx } from './open.ts';
import { column, together } from './together.ts';

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

/**
 * Takes a message's words, edited ones too, out of the ledger; the rows stay, so that a redelivery is still known. What was
 * set aside has nothing left to be acted on.
 */
export const emptyInbound = async (
  tx: Tx,
  channel: ChannelName,
  messageExternalId: string,
): Promise<void> => {
  await tx
    .updateTable('inbound_event')
    .set({
      body: null,
      state: 'done',
      handled_at: sql`coalesce(handled_at, set_aside_at)`,
      set_aside_at: null,
    })
    .where('channel', '=', channel)
    .where('kind', 'in', ['message', 'edit'])
    .where('message_external_id', '=', messageExternalId)
    .where('state', '<>', 'pending')
    .execute();
};

/** Whether the resident took this message back before we saw it. */
export const wasTakenBack = together(async (tx, asked: readonly MessageName[]) => {
  const { rows } = await sql<{ was: boolean }>`
    select exists (
      select from inbound_event e
      where e.channel = told.channel and e.kind = 'unsend' and e.message_external_id = told.id
    ) as was
    from unnest(${column(asked, ({ channel }) => channel)}::text[],
      ${column(asked, ({ messageExternalId }) => messageExternalId)}::text[]) with ordinality as told(channel, id, place)
    order by told.place`.execute(tx);
  return rows.map(({ was }) => was);
});

/** What a platform calls a message. */
export interface MessageName {
  readonly channel: ChannelName;
  readonly messageExternalId: string;
}

/** Rows that wait longer than a job should take and nobody holds: their job was lost, or the worker was killed. */
export const forgottenInbound = async (
  tx: Tx,
  { receivedBefore, claimedBefore }: { readonly receivedBefore: Date; readonly claimedBefore: Date },
  limit: number,
): Promise<readonly InboundEventId[]> => {
  const rows = await tx
    .selectFrom('inbound_event')
    .select('id')
    .where('state', '=', 'pending')
    .where('received_at', '<', receivedBefore)
    .where((or) => or.or([or('claimed_at', 'is', null), or('claimed_at', '<', claimedBefore)]))
    .orderBy('received_at')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
};
