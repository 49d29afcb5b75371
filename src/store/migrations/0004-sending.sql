-- One platform call decided on. The id is the idempotency key where the platform takes one.
create table outbox (
  id uuid primary key,
  channel text not null,
  thread_id uuid not null references thread,
  matter_id uuid references matter,
  route text not null check (route in ('reply', 'push')),
  reply_token text,
  reply_expires_at timestamptz,
  quick_replies jsonb not null default '[]',
  state text not null default 'queued' check (state in ('queued', 'sending', 'settled')),
  tries integer not null default 0,
  first_tried_at timestamptz,
  claimed_at timestamptz,
  next_try_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  check ((route = 'reply') = (reply_token is not null)),
  check ((reply_token is null) = (reply_expires_at is null))
);
-- Serves the relay and the order of one thread's sends.
create index outbox_due on outbox (next_try_at) where state <> 'settled';
create index outbox_thread on outbox (thread_id, created_at) where state <> 'settled';
-- Serves the matter's mark that something did not arrive.
create index outbox_matter on outbox (matter_id);

-- What the call carries, in order: a guidance and a receipt go out together on one reply token.
create table outbox_message (
  outbox_id uuid not null references outbox,
  position integer not null,
  message_id uuid not null references message,
  primary key (outbox_id, position)
);
-- Serves the fate of a message in its thread.
create index outbox_message_message on outbox_message (message_id);

-- One recipient's fate.
create table delivery (
  outbox_id uuid not null references outbox,
  account_id uuid not null references account,
  state text not null default 'queued' check (state in ('queued', 'sending', 'accepted', 'refused', 'unknown', 'cancelled')),
  reason text,
  changed_at timestamptz not null default now(),
  primary key (outbox_id, account_id),
  check (state not in ('refused', 'cancelled') or reason is not null)
);

-- One try of the call. Without an end its result is unknown: the process died, or the line did.
create table attempt (
  outbox_id uuid not null references outbox,
  number integer not null,
  route text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  result text,
  request_id text,
  detail text,
  primary key (outbox_id, number)
);
