alter table outbox
  -- What the call says, from its first try until its fate is known: a try whose fate is unknown is repeated word for word.
  add column call jsonb,
  -- Tries that the platform put off, and that cost the send nothing of its patience.
  add column waits integer not null default 0,
  -- Since when it waits for its channel; null while it does not.
  add column held_since timestamptz;
-- Words that are to be forgotten must not live on in what the planner knows.
alter table outbox alter column call set statistics 0;
grant update (held_since) on outbox to kodama_staff;
-- Serves the end of a hold.
create index outbox_held on outbox (channel) where held_since is not null;

-- A channel whose platform takes nothing more of us at present. One send at a time asks again, no sooner than `next_try_at`.
create table channel_hold (
  channel text primary key,
  kind text not null check (kind in ('quota-spent', 'unauthorised')),
  since timestamptz not null,
  next_try_at timestamptz not null,
  -- Whether the operator's log has told of it.
  is_told boolean not null default false
);
alter table channel_hold enable row level security;
grant select, insert, update, delete on channel_hold to kodama_worker;
create policy worker_all on channel_hold to kodama_worker using (true);
-- Everybody who works here is concerned, and whoever sends again by hand has it asked at once.
grant select, update (next_try_at) on channel_hold to kodama_staff;
create policy seen on channel_hold for select to kodama_staff using ((select am_active()));
create policy hastened on channel_hold for update to kodama_staff using ((select am_active()));

-- Serves the list of what did not arrive.
create index delivery_failed on delivery (outbox_id)
  where state in ('refused', 'unknown') or state = 'queued' and reason is not null;

-- The matters of my departments in which something did not arrive: open ones, and closed ones for two weeks, since the last
-- words before a closing may be the ones that failed. Starts from the few failures, which a policy on each table would not.
create function failed_matters() returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select distinct m.id
    from delivery d join outbox o on o.id = d.outbox_id join matter m on m.id = o.matter_id
    where (d.state in ('refused', 'unknown') or d.state = 'queued' and d.reason is not null)
      and (m.state <> 'closed' or d.changed_at > now() - interval '14 days')
      and m.department_id = any (my_departments())
  $$;
revoke execute on function failed_matters from public;
grant execute on function failed_matters to kodama_staff;
