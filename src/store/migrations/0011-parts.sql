-- A long answer of the city goes out in several parts. The platform names each; the first names the message itself, and
-- these are the names of the others, so that a resident's quote of any part is understood.
create table message_part (
  channel text not null,
  external_id text not null,
  message_id uuid not null references message,
  primary key (channel, external_id)
);
-- Serves the erasure of a message.
create index message_part_message on message_part (message_id);
alter table message_part enable row level security;
grant select, insert on message_part to kodama_worker;
create policy worker_all on message_part to kodama_worker using (true);
