-- Places in the live feed are transaction ids, and these mean something on one cluster only. A restore begins a new epoch, so
-- that an inbox that remembers a place of the old one asks for everything again.
create table epoch (
  is_only boolean primary key default true check (is_only),
  id uuid not null default gen_random_uuid(),
  began_at timestamptz not null default now()
);
insert into epoch default values;
alter table epoch enable row level security;
grant select on epoch to kodama_feed;
create policy feed_all on epoch for select to kodama_feed using (true);
