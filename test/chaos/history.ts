import type { Ask } from './our-book.ts';

/** All that the city knows of one resident, oldest first, for whoever looks for the reason of a trouble. */
export const historyOf = async (ask: Ask, resident: string): Promise<readonly unknown[]> => [
  ...(await ask(heard, [resident])),
  ...(await ask(sent, [resident])),
];

const heard = `
  select to_char(e.received_at, 'HH24:MI:SS.MS') received, to_char(e.handled_at, 'HH24:MI:SS.MS') handled,
    to_char(e.occurred_at, 'HH24:MI:SS.MS') "occurred", e.kind, e.state, e.message_external_id "messageId",
    g.content ->> 'text' "text", m.number, m.category_id category, m.state "matterState"
  from inbound_event e
  left join message g on e.kind = 'message' and g.external_id = e.message_external_id
  left join matter_message mm on mm.message_id = g.id
  left join matter m on m.id = mm.matter_id
  where e.address = $1 order by e.occurred_at`;

const sent = `
  select o.id, o.route, o.state, d.state fate, o.tries, to_char(o.created_at, 'HH24:MI:SS.MS') created,
    to_char(o.claimed_at, 'HH24:MI:SS.MS') claimed, to_char(o.next_try_at, 'HH24:MI:SS.MS') "nextTry",
    to_char(now(), 'HH24:MI:SS.MS') "looked",
    (select json_agg(json_build_object('started', to_char(a.started_at, 'HH24:MI:SS.MS'),
        'ended', to_char(a.ended_at, 'HH24:MI:SS.MS'), 'route', a.route, 'result', a.result) order by a.number)
      from attempt a where a.outbox_id = o.id) attempts
  from outbox o join thread t on t.id = o.thread_id join delivery d on d.outbox_id = o.id
  where t.address = $1 order by o.created_at`;
