-- The city's own web chat. What a resident reads there are the messages of their thread; nothing is copied.

-- A device that opens a talk. Only hashes of cookies are kept. The account is named as its channel names it, since the worker
-- makes its row only when it sorts the first words.
create table chat_session (
  token_hash bytea primary key,
  account_external_id uuid not null,
  -- The page's id of the first words: said again after a lost answer, they are still the first words of one talk.
  began_with uuid,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
-- Serves the end of all sessions of one talk, and the live streams that ask whether theirs is still there.
create index chat_session_account on chat_session (account_external_id);
-- Keeps first words that arrive twice at once from beginning two talks.
create unique index chat_session_began on chat_session (began_with) where began_with is not null;

-- Opens a talk once on another device.
create table chat_code (
  code_hash bytea primary key,
  account_external_id uuid not null,
  expires_at timestamptz not null
);

-- What cookies are signed with; one for each installation.
create table chat_key (
  is_only boolean primary key default true check (is_only),
  key text not null
);

-- What has reached a resident's page: one row a call, and the call's id keeps it from arriving twice.
create table chat_arrival (
  outbox_id uuid primary key references outbox,
  address text not null,
  arrived_at timestamptz not null
);
-- Serves the wall around what has arrived, and the buttons of what came last.
create index chat_arrival_address on chat_arrival (address, arrived_at desc);

-- A photo that was posted and waits in the media store to be fetched like any other channel's.
create table chat_photo (
  message_external_id text primary key,
  media_key uuid not null unique,
  posted_at timestamptz not null
);
-- Serves the removal of what nobody waits for any more.
create index chat_photo_posted on chat_photo (posted_at);
-- Serves the buttons that a resident touched, which the talk shows as their words.
create index inbound_event_choice on inbound_event (address) where channel = 'webchat' and kind = 'postback';

alter table chat_session enable row level security;
alter table chat_code enable row level security;
alter table chat_key enable row level security;
alter table chat_arrival enable row level security;
alter table chat_photo enable row level security;

-- The door knows who may come in, residents too.
grant select, insert, update, delete on chat_session, chat_code to kodama_door;
grant select, insert on chat_key to kodama_door;
create policy door_all on chat_session to kodama_door using (true);
create policy door_all on chat_code to kodama_door using (true);
create policy door_all on chat_key to kodama_door using (true);

grant select, insert on chat_arrival to kodama_worker;
grant select, insert, delete on chat_photo to kodama_worker;
create policy worker_all on chat_arrival to kodama_worker using (true);
create policy worker_all on chat_photo to kodama_worker using (true);

-- A resident sees their own talk: what they wrote, and what of the city's has arrived. Not who wrote it, and nothing of matters.
create function current_talk() returns text
  language sql stable parallel safe
  as $$ select nullif(current_setting('kodama.talk', true), '') $$;
grant execute on function current_talk to kodama_resident;
grant select (id, channel, address) on thread to kodama_resident;
grant select (id, thread_id, author, kind, content, external_id, channel, quotes_external_id, occurred_at, taken_back_at)
  on message to kodama_resident;
grant select on attachment to kodama_resident;
grant select (id, quick_replies) on outbox to kodama_resident;
grant select (outbox_id, position, message_id) on outbox_message to kodama_resident;
grant select on chat_arrival to kodama_resident;
grant select (id, channel, event_id, address, kind, message_external_id, occurred_at, body, state)
  on inbound_event to kodama_resident;
create policy my_talk on thread for select to kodama_resident
  using (channel = 'webchat' and address = (select current_talk()));
create policy my_talk on chat_arrival for select to kodama_resident using (address = (select current_talk()));
create policy has_arrived on outbox for select to kodama_resident
  using (exists (select from chat_arrival a where a.outbox_id = id));
create policy has_arrived on outbox_message for select to kodama_resident
  using (exists (select from chat_arrival a where a.outbox_id = outbox_message.outbox_id));
create policy my_talk on message for select to kodama_resident
  using (exists (select from thread t where t.id = thread_id)
    and (author = 'resident' or exists (select from outbox_message om where om.message_id = message.id)));
create policy of_my_talk on attachment for select to kodama_resident
  using (exists (select from message m where m.id = message_id));
-- What was just written and is not sorted yet, and buttons that were touched: these become no message.
create policy my_talk on inbound_event for select to kodama_resident
  using (channel = 'webchat' and address = (select current_talk()) and (state = 'pending' or kind = 'postback'));
