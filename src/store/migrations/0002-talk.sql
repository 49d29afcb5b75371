create table resident (
  id uuid primary key,
  created_at timestamptz not null default now()
);

create table account (
  id uuid primary key,
  resident_id uuid not null references resident,
  channel text not null,
  external_id text not null,
  state text not null default 'active' check (state in ('active', 'blocked')),
  display_name text,
  profile_asked_at timestamptz,
  unique (channel, external_id)
);

create table thread (
  id uuid primary key,
  channel text not null,
  address text not null,
  account_id uuid references account,
  unique (channel, address)
);

-- Everything a platform told us, once. `body` holds a resident's words: it is emptied when they take them back.
create table inbound_event (
  id uuid primary key,
  channel text not null,
  event_id text not null,
  address text,
  kind text not null,
  message_external_id text,
  occurred_at timestamptz not null,
  received_at timestamptz not null default now(),
  body jsonb,
  state text not null default 'pending' check (state in ('pending', 'done', 'set-aside')),
  handled_at timestamptz,
  tries integer not null default 0,
  unique (channel, event_id),
  check ((state = 'done') = (handled_at is not null))
);
-- A platform may tell of one message under two event ids.
create unique index inbound_event_message on inbound_event (channel, message_external_id) where kind = 'message';
-- Serves the take-back that overtook its message.
create index inbound_event_unsend on inbound_event (channel, message_external_id) where kind = 'unsend';
-- Serves the sorting of one thread's events in their order.
create index inbound_event_pending on inbound_event (channel, address, occurred_at) where state = 'pending';
-- Serves the relay, which looks for rows that lost their job.
create index inbound_event_waiting on inbound_event (received_at) where state = 'pending';

create table message (
  id uuid primary key,
  thread_id uuid not null references thread,
  author text not null check (author in ('resident', 'staff', 'machine')),
  staff_id uuid references staff,
  kind text not null check (kind in ('text', 'image', 'video', 'audio', 'file', 'place', 'sticker', 'unsupported')),
  -- Null once taken back; `taken_back_at` is the tombstone.
  content jsonb,
  external_id text,
  channel text not null,
  quotes_external_id text,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  taken_back_at timestamptz,
  check ((author = 'staff') = (staff_id is not null)),
  check ((content is null) = (taken_back_at is not null))
);
-- Serves quotes and take-backs, and keeps a message from being shown twice.
create unique index message_external on message (channel, external_id) where external_id is not null;
-- Serves the thread in the platform's order of time.
create index message_thread on message (thread_id, occurred_at);

create table attachment (
  id uuid primary key,
  message_id uuid not null references message,
  kind text not null check (kind in ('image', 'video', 'audio', 'file')),
  state text not null default 'waiting' check (state in ('waiting', 'stored', 'failed', 'gone', 'erasing')),
  file_name text,
  mime text,
  bytes bigint,
  tries integer not null default 0,
  next_try_at timestamptz not null default now(),
  check (state <> 'stored' or (mime is not null and bytes is not null))
);
-- Serves the thread's attachments.
create index attachment_message on attachment (message_id);
-- Serves the relay. `erasing`: taken back, and the medium is still to be removed.
create index attachment_waiting on attachment (next_try_at) where state in ('waiting', 'erasing');
