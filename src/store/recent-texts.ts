import { sql } from 'kysely';
import type { ChannelName } from '#src/domain/channel-name';
import type { MatterId } from '#src/domain/ids';
import { wordsOf, type TextContent } from '#src/domain/message';
import type { Tx } from './open.ts';

/** The resident's last three texts in each of their ten latest matters that are open or were closed after `closedAfter`. */
export const recentTextsOf = async (
  tx: Tx,
  channel: ChannelName,
  address: string,
  closedAfter: Date,
): Promise<ReadonlyMap<MatterId, readonly string[]>> => {
  const { rows } = await sql<{ matterId: MatterId; contents: TextContent[] }>`
    select m.id as "matterId", json_agg(said.content) as contents
    from (
      select m.id from matter m
      join account a on a.resident_id = m.resident_id
      join thread t on t.account_id = a.id
      where t.channel = ${channel} and t.address = ${address}
        and (m.state <> 'closed' or m.closed_at >= ${closedAfter})
      order by m.last_resident_at desc limit 10
    ) m
    cross join lateral (
      select g.content
      from matter_message mm join message g on g.id = mm.message_id
      where mm.matter_id = m.id and g.author = 'resident' and g.kind = 'text' and g.content is not null
      order by g.occurred_at desc limit 3
    ) said
    group by m.id`.execute(tx);
  return new Map(rows.map((row) => [row.matterId, row.contents.map(wordsOf)]));
};
