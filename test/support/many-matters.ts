import { query } from './query.ts';

/** A city some years on: closed matters in every department, the newest of them still open, each with two messages. */
export async function layManyMatters(url: string, matters: number, open: number): Promise<void> {
  const id = (kind: number, of: string) =>
    `(lpad(to_hex(${kind}), 8, '0') || '-0000-4000-8000-' || lpad(to_hex(${of}), 12, '0'))::uuid`;
  const [resident, account, thread] = [id(1, 'n % 1000'), id(2, 'n % 1000'), id(3, 'n % 1000')];
  const [matter, first, second, outbox] = [id(4, 'n'), id(5, 'n'), id(6, 'n'), id(7, 'n')];
  const all = `generate_series(1, ${matters}) n`;
  const at = `timestamptz '2026-11-01' - n * interval '1 minute'`;
  for (const statement of [
    `insert into resident (id) select ${resident} from generate_series(0, 999) n`,
    `insert into account (id, resident_id, channel, external_id) select ${account}, ${resident}, 'line', 'U' || n from generate_series(0, 999) n`,
    `insert into thread (id, channel, address, account_id) select ${thread}, 'line', 'U' || n, ${account} from generate_series(0, 999) n`,
    `insert into message (id, thread_id, author, kind, content, channel, occurred_at)
      select ${first}, ${thread}, 'resident', 'text', '{"kind":"text","text":"穴"}'::jsonb, 'line', ${at} from ${all}
      union all select ${second}, ${thread}, 'machine', 'text', '{"kind":"text","text":"受付"}'::jsonb, 'line', ${at} from ${all}`,
    `insert into matter (id, fiscal_year, number, resident_id, thread_id, department_id, state, is_urgent, opened_at, closed_at,
        close_reason, waiting_since, last_message_id, last_resident_at)
      select ${matter}, n / 10000, lpad((n % 100)::text, 2, '0') || '-' || lpad((n / 100 % 10000)::text, 4, '0'), ${resident}, ${thread},
        (array['road', 'water', 'sorting'])[1 + n % 3], case when n > ${open} then 'closed' when n % 3 = 2 then 'sorting' else 'new' end,
        n % 50 = 0, ${at}, case when n > ${open} then ${at} end, case when n > ${open} then 'solved' end,
        case when n <= ${open} then ${at} end, ${first}, ${at}
      from ${all}`,
    `insert into matter_message (matter_id, message_id) select ${matter}, ${first} from ${all} union all select ${matter}, ${second} from ${all}`,
    `insert into outbox (id, channel, thread_id, matter_id, route, state) select ${outbox}, 'line', ${thread}, ${matter}, 'push', 'settled' from ${all}`,
    `insert into outbox_message (outbox_id, position, message_id) select ${outbox}, 0, ${second} from ${all}`,
    `insert into delivery (outbox_id, account_id, state) select ${outbox}, ${account}, 'accepted' from ${all}`,
    `insert into event (name, matter_id, departments) select 'opened', ${matter}, array[(array['road', 'water', 'sorting'])[1 + n % 3]] from ${all}`,
    'analyze',
  ]) {
    await query(url, statement);
  }
}
