-- The programs that are at work, as each says itself again and again. One that ends takes its row away; one that dies leaves it.
create table process_sign (
  id uuid primary key,
  role text not null check (role in ('all', 'web', 'worker')),
  host text not null,
  pid integer not null,
  version text not null,
  queue text not null check (queue in ('postgres', 'redis')),
  -- When it last could not reach the queue; null while it never could not.
  queue_trouble_at timestamptz,
  started_at timestamptz not null,
  seen_at timestamptz not null
);

-- How platforms' calls were answered, hour by hour: bounded, however many somebody sends.
create table webhook_hour (
  hour timestamptz not null,
  channel text not null,
  outcome text not null check (outcome in ('accepted', 'bad-signature', 'malformed', 'failed')),
  count bigint not null,
  last_at timestamptz not null,
  primary key (hour, channel, outcome)
);

-- The moment that the last whole backup shows.
create table backup_made (
  is_only boolean primary key default true check (is_only),
  taken_at timestamptz not null
);

alter table process_sign enable row level security;
alter table webhook_hour enable row level security;
alter table backup_made enable row level security;
grant select, insert, update, delete on process_sign, webhook_hour to kodama_worker;
create policy worker_all on process_sign to kodama_worker using (true);
create policy worker_all on webhook_hour to kodama_worker using (true);

-- Serves the counts of sends that came to nothing.
create index delivery_failed_at on delivery (changed_at) include (state, reason) where state in ('refused', 'unknown');

-- What waits, in counts and times. `at` is the asker's clock.
create function service_load(at timestamptz) returns jsonb
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select jsonb_build_object(
      'sort', (select jsonb_build_object('count', count(*), 'oldestAt', min(received_at))
        from inbound_event where state = 'pending'),
      -- Tried and not yet through, or due: what is held back for an undo does not wait.
      'send', (select jsonb_build_object('count', count(*), 'oldestAt', min(coalesce(first_tried_at, next_try_at)))
        from outbox where state <> 'settled' and (tries > 0 or next_try_at <= service_load.at)),
      'fetch', (select jsonb_build_object('count', count(*), 'oldestAt', min(next_try_at))
        from attachment where state in ('waiting', 'erasing') and next_try_at <= service_load.at),
      'setAside', (select count(*) from inbound_event where state = 'set-aside'),
      'databaseBytes', pg_database_size(current_database()),
      'backupTakenAt', (select taken_at from backup_made)
    )
  $$;
grant execute on function service_load to kodama_worker;

-- The same and more for an administrator; null for everybody else. Counts, times and names of programs, no resident's words.
create function service_health(at timestamptz) returns jsonb
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select jsonb_build_object(
      'load', service_load(service_health.at),
      'processes', (select coalesce(jsonb_agg(to_jsonb(p) order by p.role, p.started_at), '[]') from process_sign p),
      'failedSends', (
        select coalesce(jsonb_agg(to_jsonb(f)), '[]') from (
          select d.state, d.reason, count(*) filter (where d.changed_at > service_health.at - interval '1 day') as day, count(*) as month
          from delivery d
          where d.state in ('refused', 'unknown') and d.changed_at > service_health.at - interval '30 days'
          group by d.state, d.reason order by d.state, d.reason
        ) f
      ),
      'webhooks', (
        select coalesce(jsonb_agg(to_jsonb(w)), '[]') from (
          select h.channel, h.outcome, coalesce(sum(h.count) filter (where h.hour > service_health.at - interval '1 day'), 0) as day,
            max(h.last_at) as last_at
          from webhook_hour h group by h.channel, h.outcome order by h.channel, h.outcome
        ) w
      )
    ) where am_administrator()
  $$;
grant execute on function service_health to kodama_staff;

-- What lies aside, without a word of it, the latest first. The matter is the resident's latest: its department can be asked.
create function set_aside_events(most integer) returns table (
    id uuid, channel text, kind text, occurred_at timestamptz, set_aside_at timestamptz, fault text, tries integer,
    matter_id uuid, matter_number text, department_id text
  )
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select e.id, e.channel, e.kind, e.occurred_at, e.set_aside_at, e.fault, e.tries, m.id, m.number, m.department_id
    from inbound_event e
    left join thread t on t.channel = e.channel and t.address = e.address
    left join lateral (
      select l.id, l.number, l.department_id from matter l where l.thread_id = t.id order by l.last_resident_at desc limit 1
    ) m on true
    where e.state = 'set-aside' and am_administrator()
    order by e.set_aside_at desc, e.id
    limit most
  $$;
grant execute on function set_aside_events to kodama_staff;

-- Lays what lay aside before the worker again, as if it had just come. Nobody calls it but the two below.
create function replay_events(wanted uuid[], actor uuid) returns setof uuid
  language sql volatile set search_path = public, pg_temp
  as $$
    with replayed as (
      update inbound_event e set state = 'pending', tries = 0, set_aside_at = null, fault = null
      where e.id = any (wanted) and e.state = 'set-aside'
      returning e.id
    ), told as (
      insert into audit (actor_id, action, subject) select actor, 'event-replayed', r.id::text from replayed r
    )
    select r.id from replayed r
  $$;

create function replay_set_aside(wanted uuid[]) returns setof uuid
  language plpgsql volatile security definer set search_path = public, pg_temp
  as $$ begin
    if not am_administrator() then return; end if;
    return query select replay_events(wanted, current_staff());
  end $$;
grant execute on function replay_set_aside to kodama_staff;

-- For the command line: whoever holds the machine is an operator, and the audit names no one.
create function replay_for_operator(wanted uuid[]) returns setof uuid
  language plpgsql volatile security definer set search_path = public, pg_temp
  as $$ begin
    return query select replay_events(wanted, null);
  end $$;
grant execute on function replay_for_operator to kodama_worker;
