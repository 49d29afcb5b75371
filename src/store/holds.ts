import { sql } from 'kysely';
import type { ChannelName } from '#src/domain/channel-name';
import type { HoldKind } from '#src/domain/hold';
import { markChanged } from './notify.ts';
import type { Tx } from './open.ts';
import { setDelivery, type Send } from './sending.ts';

export interface Hold {
  readonly channel: ChannelName;
  readonly kind: HoldKind;
  readonly since: Date;
}

export const holdsNow = async (tx: Tx): Promise<readonly Hold[]> =>
  tx.selectFrom('channel_hold').select(['channel', 'kind', 'since']).orderBy('channel').execute();

/** The platform takes nothing more: everybody's inbox is told, once. */
export const beginHold = async (
  tx: Tx,
  { channel }: Pick<Send, 'channel'>,
  kind: HoldKind,
  times: { readonly now: Date; readonly nextTryAt: Date },
): Promise<void> => {
  const { rows } = await sql<{ isNew: boolean }>`
    with before as (select kind from channel_hold where channel = ${channel})
    insert into channel_hold as h (channel, kind, since, next_try_at)
    values (${channel}, ${kind}, ${times.now}, ${times.nextTryAt})
    on conflict (channel) do update set kind = excluded.kind, next_try_at = excluded.next_try_at,
      since = case when h.kind = excluded.kind then h.since else excluded.since end,
      is_told = h.is_told and h.kind = excluded.kind
    returning not exists (select from before where before.kind = h.kind) as "isNew"`.execute(tx);
  if (rows[0]?.isNew === true) await tellEverybody(tx);
};

/** The platform takes messages again: all that waited may go at once. */
export const endHold = async (tx: Tx, { channel }: Pick<Send, 'channel'>, now: Date): Promise<void> => {
  const { numDeletedRows } = await tx
    .deleteFrom('channel_hold')
    .where('channel', '=', channel)
    .executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) return;
  await tx
    .updateTable('outbox')
    .set({ next_try_at: now })
    .where('id', 'in', (from) =>
      from
        .selectFrom('outbox')
        .select('id')
        .where('channel', '=', channel)
        .where('held_since', 'is not', null)
        .where('state', '=', 'queued')
        .forUpdate()
        // Whoever holds one of them sees for itself that the hold has ended.
        .skipLocked(),
    )
    .execute();
  await tellEverybody(tx);
};

/**
 * Null when this send may go, because the hold has ended or because it is the one that asks whether the platform takes
 * messages again: of several at once, one is. Otherwise when to look again.
 */
export const waitsUntil = async (
  tx: Tx,
  { channel }: Pick<Send, 'channel'>,
  times: { readonly now: Date; readonly nextTryAt: Date },
): Promise<Date | null> => {
  const asker = await tx
    .updateTable('channel_hold')
    .set({ next_try_at: times.nextTryAt })
    .where('channel', '=', channel)
    .where('next_try_at', '<=', times.now)
    .returning('channel')
    .executeTakeFirst();
  if (asker !== undefined) return null;
  const hold = await tx
    .selectFrom('channel_hold')
    .select('next_try_at as nextTryAt')
    .where('channel', '=', channel)
    .executeTakeFirst();
  return hold?.nextTryAt ?? null;
};

/** Puts one send behind the hold of its channel; the relay finds it again. */
export const holdSend = async (
  tx: Tx,
  send: Pick<Send, 'id' | 'heldSince'>,
  kind: HoldKind,
  times: { readonly now: Date; readonly nextTryAt: Date },
): Promise<void> => {
  await tx
    .updateTable('outbox')
    .set({
      state: 'queued',
      claimed_at: null,
      next_try_at: times.nextTryAt,
      held_since: send.heldSince ?? times.now,
    })
    .where('id', '=', send.id)
    .execute();
  await setDelivery(tx, send.id, 'queued', kind, times.now);
};

/** A try that the platform put off. */
export const countWait = async (tx: Tx, { id }: Pick<Send, 'id'>): Promise<void> => {
  await tx
    .updateTable('outbox')
    .set({ waits: sql<number>`waits + 1` })
    .where('id', '=', id)
    .execute();
};

/** Holds of which the operator's log has not told; told by whoever takes them. */
export const takeUntoldHolds = async (tx: Tx): Promise<readonly Hold[]> =>
  tx
    .updateTable('channel_hold')
    .set({ is_told: true })
    .where('is_told', '=', false)
    .returning(['channel', 'kind', 'since'])
    .execute();

const tellEverybody = async (tx: Tx): Promise<void> => {
  await sql`
    insert into event (name, departments)
    select 'channel', array_agg(id) from department where is_active having count(*) > 0`.execute(tx);
  markChanged(tx);
};
