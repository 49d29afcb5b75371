import { sql } from 'kysely';
import type { QuickReply } from '#src/domain/quick-reply';
import type { Tx } from './open.ts';

/** The buttons under the latest thing said, while the resident has said nothing since. */
export const openChoices = async (tx: Tx): Promise<readonly QuickReply[]> => {
  const { rows } = await sql<{ choices: readonly QuickReply[] }>`
    with latest as (
      select a.arrived_at, o.quick_replies from chat_arrival a join outbox o on o.id = a.outbox_id
      order by a.arrived_at desc, a.outbox_id desc
      limit 1
    )
    select quick_replies as choices from latest
    where not exists (
        select from thread t join message g on g.thread_id = t.id
        where g.author = 'resident' and g.occurred_at > latest.arrived_at)
      and not exists (
        select from inbound_event e
        where e.channel = 'webchat' and e.kind in ('message', 'postback') and e.occurred_at > latest.arrived_at)`.execute(
    tx,
  );
  return rows[0]?.choices ?? [];
};

/** Whether the city offered this button in this talk. */
export const isOffered = async (tx: Tx, { label, data }: QuickReply): Promise<boolean> => {
  const { rows } = await sql`
    select 1 from chat_arrival a join outbox o on o.id = a.outbox_id, jsonb_array_elements(o.quick_replies) q
    where q ->> 'data' = ${data} and q ->> 'label' = ${label}
    limit 1`.execute(tx);
  return rows.length > 0;
};
