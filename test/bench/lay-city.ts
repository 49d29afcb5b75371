import { query } from '#test/support/query';

export interface Laid {
  readonly matters: number;
  readonly messages: number;
  readonly seconds: number;
}

/** Of each matter: the resident's words, the receipt, an answer, thanks and a last word of the city. */
const messagesPerMatter = 5;

/**
 * A city some years on, laid set-wise: the matters of its departments over three years, of which one in a hundred is not closed,
 * and half as many residents again. Everything that the inbox joins is there.
 */
export const layCity = async (databaseUrl: string, matters: number): Promise<Laid> => {
  const startedAt = performance.now();
  // In one session: keys to other tables are not looked up a million times over, since all that is named here is laid here.
  await query(
    databaseUrl,
    ['set session_replication_role = replica', ...statements(matters), 'reset session_replication_role'].join(
      ';\n',
    ),
  );
  await query(databaseUrl, 'vacuum (analyze)');
  const seconds = (performance.now() - startedAt) / 1_000;
  return { matters, messages: matters * messagesPerMatter, seconds };
};

/** The same number always gives the same id; the first digits grow, as those of ids that were made in turn do. */
const id = (kind: number, number: string): string =>
  `(lpad(to_hex(${number}), 8, '0') || '-0000-7000-8000-${String(kind).padStart(12, '0')}')::uuid`;

const statements = (matters: number): readonly string[] => {
  const residents = Math.max(1, Math.round(matters * 1.5));
  const everyMatter = `generate_series(1, ${matters}) n`;
  const everyResident = `generate_series(0, ${residents - 1}) r`;
  const [resident, account, thread] = [id(1, 'r'), id(2, 'r'), id(3, 'r')];
  // A resident's matters lie years apart.
  const of = (kind: number): string => id(kind, `(n * 7 % ${residents})`);
  const message = (turn: number): string => id(10 + turn, 'n');
  const [matter, outbox] = [id(4, 'n'), (turn: number) => id(20 + turn, 'n')];
  const isOpen = `n % 100 = 0`;
  const department = `departments[1 + n % array_length(departments, 1)]`;
  const withDepartments = `${everyMatter}, (select array_agg(id order by id) as departments from department where is_active) d`;
  const at = (turn: number): string =>
    `now() - interval '3 years' * (1 - n::float / ${matters}) + interval '${turn} hours' - interval '6 hours'`;
  const authors = ['resident', 'machine', 'staff', 'resident', 'machine'];
  const sentTurns = [1, 4];
  return [
    `insert into resident (id) select ${resident} from ${everyResident}`,
    `insert into account (id, resident_id, channel, external_id, display_name)
      select ${account}, ${resident}, 'line', 'laid-' || r, '住民 ' || r from ${everyResident}`,
    `insert into thread (id, channel, address, account_id) select ${thread}, 'line', 'laid-' || r, ${account} from ${everyResident}`,
    ...authors.map(
      (
        author,
        turn,
      ) => `insert into message (id, thread_id, author, staff_id, kind, content, channel, external_id, occurred_at, recorded_at)
        select ${message(turn)}, ${of(3)}, '${author}', ${author === 'staff' ? '(select id from staff limit 1)' : 'null'}, 'text',
          jsonb_build_object('kind', 'text', 'text', '家の前の道に穴があいていて、雨の日に水がたまります。直していただけますか。 ' || n),
          'line', 'laid-${turn}-' || n, ${at(turn)}, ${at(turn)} from ${everyMatter}`,
    ),
    `insert into matter (id, fiscal_year, number, resident_id, thread_id, department_id, state, is_urgent, opened_at, closed_at,
        close_reason, waiting_since, last_message_id, last_resident_at)
      select ${matter}, 2000 + n / 100000, lpad((n % 100)::text, 2, '0') || '-' || lpad((n / 100 % 1000)::text, 4, '0'),
        ${of(1)}, ${of(3)}, ${department}, case when ${isOpen} then 'new' else 'closed' end, n % 5000 = 0, ${at(0)},
        case when not ${isOpen} then ${at(4)} end, case when not ${isOpen} then 'solved' end,
        case when ${isOpen} then ${at(3)} end, ${message(4)}, ${at(3)}
      from ${withDepartments}`,
    ...authors.map(
      (_, turn) =>
        `insert into matter_message (matter_id, message_id) select ${matter}, ${message(turn)} from ${everyMatter}`,
    ),
    `insert into classification (message_id, matter_id, confidence, candidates, words)
      select ${message(0)}, ${matter}, 'high', '[]', '[]' from ${everyMatter}`,
    ...sentTurns.flatMap((turn) => [
      `insert into outbox (id, channel, thread_id, matter_id, route, state, created_at)
        select ${outbox(turn)}, 'line', ${of(3)}, ${matter}, 'push', 'settled', ${at(turn)} from ${everyMatter}`,
      `insert into outbox_message (outbox_id, position, message_id) select ${outbox(turn)}, 0, ${message(turn)} from ${everyMatter}`,
      `insert into delivery (outbox_id, account_id, state) select ${outbox(turn)}, ${of(2)}, 'accepted' from ${everyMatter}`,
      `insert into attempt (outbox_id, number, route, started_at, ended_at, result)
        select ${outbox(turn)}, 1, 'push', ${at(turn)}, ${at(turn)}, 'accepted' from ${everyMatter}`,
    ]),
    ...['opened', 'answered', 'closed'].map(
      (name) =>
        `insert into event (name, matter_id, departments, detail, at)
          select '${name}', ${matter}, array[${department}], '${name === 'closed' ? '{"reason":"solved"}' : '{}'}', ${at(1)} from ${withDepartments}
          ${name === 'closed' ? `where not ${isOpen}` : ''}`,
    ),
  ];
};
