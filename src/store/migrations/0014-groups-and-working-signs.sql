-- A group's thread has no single account, and what the city says there has a fate all the same: one delivery without an account.
alter table delivery drop constraint delivery_pkey;
alter table delivery alter column account_id drop not null;
alter table delivery add constraint delivery_recipient unique nulls not distinct (outbox_id, account_id);

-- Where the sign that the city is at work was last given: nobody is given it twice for one wait, however many workers look.
create table working_sign (
  channel text not null,
  address text not null,
  given_at timestamptz not null,
  primary key (channel, address)
);
alter table working_sign enable row level security;
grant select, insert, update on working_sign to kodama_worker;
create policy worker_all on working_sign to kodama_worker using (true);
