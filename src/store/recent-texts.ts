import { sql } from 'kysely';
import type { MatterId } from '#src/domain/ids';
import { wordsOf, type TextContent } from '#src/domain/message';
import type { ThreadName } from './pending-events.ts';
import { column, together } from './together.ts';

/** What a resident wrote lately, by matter. */
export type RecentTexts = ReadonlyMap<MatterId, readonly string[]>;

/** The resident's last three texts in each of their ten latest matters that are open or were closed after `closedAfter`. */
export const recentTextsOf = together(
  async (
    tx,
    asked: readonly (ThreadName & { readonly closedAfter: Date })[],
  ): Promise<readonly RecentTexts[]> => {
    const { rows } = await sql<{ place: string; matterId: MatterId; contents: TextContent[] }>`
      select told.place, m.id as "matterId", json_agg(said.content) as contents
      from unnest(${column(asked, ({ channel }) => channel)}::text[], ${column(asked, ({ address }) => address)}::text[],
        ${column(asked, ({ closedAfter }) => closedAfter)}::timestamptz[])
        with ordinality as told(channel, address, closed_after, place)
      cross join lateral (
        select m.id from thread t
        join account a on a.id = t.account_id
        join matter m on m.resident_id = a.resident_id
        where t.channel = told.channel and t.address = told.address
          and (m.state <> 'closed' or m.closed_at >= told.closed_after)
        order by m.last_resident_at desc limit 10
      ) m
      cross join lateral (
        select g.content
        from matter_message mm join message g on g.id = mm.message_id
        where mm.matter_id = m.id and g.author = 'resident' and g.kind = 'text' and g.content is not null
        order by g.occurred_at desc limit 3
      ) said
      group by told.place, m.id`.execute(tx);
    const found = asked.map(() => new Map<MatterId, readonly string[]>());
    for (const { place, matterId, contents } of rows)
      found[Number(place) - 1]?.set(matterId, contents.map(wordsOf));
    return found;
  },
);
