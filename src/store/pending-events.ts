import { sql } from 'kysely';
import type { ChannelName } from '#src/domain/channel-name';
import type { InboundEventId } from '#src/domain/ids';
import type { Happening } from '#src/domain/inbound';
import { happening } from './happening.ts';
import type { Tx } from './open.ts';
import { allTogether, byKey, column } from './together.ts';

/** One place of talk, as its platform names it. */
export interface ThreadName {
  readonly channel: ChannelName;
  readonly address: string;
}

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

/** An event that one worker holds. */
export interface ClaimedEvent extends ThreadName {
  readonly id: InboundEventId;
  readonly occurredAt: Date;
  readonly receivedAt: Date;
  /** As the ledger has it; `toPending` reads it. */
  readonly body: unknown;
  /** This one counted. */
  readonly tries: number;
}

/**
 * - `mine`: nobody else acts on it now
 * - `held`: another worker acts on the thread's oldest
 * - `suspect`: a worker gave up on it or died with it in hand, so it is taken alone
 * - `nothing`: nothing waits in the thread
 */
export type Claim =
  { readonly kind: 'mine'; readonly event: ClaimedEvent } | { readonly kind: 'held' | 'suspect' | 'nothing' };

/**
 * Takes the oldest that waits, by the platform's time, in the thread of each of these events, whatever became of the event
 * itself. What was tried before is taken only by whoever asks for it alone. Answers in the order asked.
 */
export const claimFirst = async (
  tx: Tx,
  ids: readonly InboundEventId[],
  now: Date,
  lapsedBefore: Date,
): Promise<readonly Claim[]> => {
  const isAlone = ids.length === 1;
  const { rows } = await sql<Found>`
    select named.id, oldest.id as first, oldest.is_held as "isHeld", oldest.tries > 0 as "isSuspect"
    from unnest(${[...ids]}::uuid[]) with ordinality as asked(id, place)
    join inbound_event named on named.id = asked.id
    left join lateral (
      select waiting.id, waiting.tries, coalesce(waiting.claimed_at >= ${lapsedBefore}, false) as is_held
      from inbound_event waiting
      where waiting.channel = named.channel and waiting.address = named.address and waiting.state = 'pending'
      order by waiting.occurred_at, waiting.id limit 1
    ) oldest on true`.execute(tx);
  const isFree = ({ first, isHeld, isSuspect }: Found): boolean =>
    first !== null && !isHeld && (isAlone || !isSuspect);
  const free = rows.flatMap((row) => (row.first !== null && isFree(row) ? [row.first] : []));
  const mine = free.length === 0 ? [] : await claim(tx, free, now, lapsedBefore);
  const mineOf = byKey(mine, ({ id }) => id);
  const foundOf = byKey(rows, ({ id }) => id);
  return ids.map((id): Claim => {
    const found = foundOf.get(id);
    if (found === undefined || found.first === null) return { kind: 'nothing' };
    const event = mineOf.get(found.first);
    if (event !== undefined) return { kind: 'mine', event };
    return { kind: !found.isHeld && found.isSuspect && !isAlone ? 'suspect' : 'held' };
  });
};

interface Found {
  readonly id: InboundEventId;
  readonly first: InboundEventId | null;
  readonly isHeld: boolean;
  readonly isSuspect: boolean;
}

const claim = async (
  tx: Tx,
  ids: readonly InboundEventId[],
  now: Date,
  lapsedBefore: Date,
): Promise<readonly ClaimedEvent[]> =>
  (
    await sql<ClaimedEvent>`
      update inbound_event set claimed_at = ${now}, tries = tries + 1
      where id = any(${[...ids]}::uuid[]) and state = 'pending'
        and (claimed_at is null or claimed_at < ${lapsedBefore})
      returning id, channel, address, occurred_at as "occurredAt", received_at as "receivedAt", body, tries`.execute(
      tx,
    )
  ).rows;

/** Null when the ledger holds what this release cannot read. */
export const readPending = (claimed: ClaimedEvent): PendingEvent | null => {
  const { success, data: what } = happening.safeParse(claimed.body);
  if (!success) return null;
  const { id, channel, address, occurredAt, receivedAt } = claimed;
  return { id, channel, address, occurredAt, receivedAt, what, editedAt: null };
};

/** The ids of what waits first in each of these threads; null where nothing does. */
export const firstPendingOf = async (
  tx: Tx,
  threads: readonly ThreadName[],
): Promise<readonly (InboundEventId | null)[]> => {
  const { rows } = await sql<{ id: InboundEventId | null }>`
    select oldest.id
    from unnest(${column(threads, ({ channel }) => channel)}::text[],
      ${column(threads, ({ address }) => address)}::text[]) with ordinality as thread(channel, address, place)
    left join lateral (
      select waiting.id from inbound_event waiting
      where waiting.channel = thread.channel and waiting.address = thread.address and waiting.state = 'pending'
      order by waiting.occurred_at, waiting.id limit 1
    ) oldest on true
    order by thread.place`.execute(tx);
  return rows.map(({ id }) => id);
};

/** What is not acted on now waits again. An `innocent` one was not to blame, and its try is not counted. */
export const giveBack = async (
  tx: Tx,
  ids: readonly InboundEventId[],
  how: 'innocent' | 'counted',
): Promise<void> => {
  await sql`
    update inbound_event
    set claimed_at = null, tries = case when ${how} = 'innocent' then greatest(tries - 1, 0) else tries end
    where id = any(${[...ids]}::uuid[]) and state = 'pending'`.execute(tx);
};

/** Takes it out of its thread's way. `fault` is the class of what went wrong; null when the worker died of it. */
export const setAside = async (
  tx: Tx,
  id: InboundEventId,
  fault: string | null,
  now: Date,
): Promise<void> => {
  await tx
    .updateTable('inbound_event')
    .set({ state: 'set-aside', set_aside_at: now, claimed_at: null, fault })
    .where('id', '=', id)
    .where('state', '=', 'pending')
    .execute();
};

/** A message's words stand in the thread from now on, and nowhere twice. */
export const markHandled = allTogether(
  (tx, handled: readonly { readonly id: InboundEventId; readonly now: Date }[]) =>
    sql`
      update inbound_event set state = 'done', handled_at = told.at,
        body = case when kind = 'message' then null else body end
      from unnest(${column(handled, ({ id }) => id)}::uuid[],
        ${column(handled, ({ now }) => now)}::timestamptz[]) as told(id, at)
      where inbound_event.id = told.id`.execute(tx),
);
