create table matter (
  id uuid primary key,
  fiscal_year integer not null,
  number text not null check (number ~ '^[0-9]{2}-[0-9]{4}$'),
  resident_id uuid not null references resident,
  -- Where answers go: the thread of the latest resident message.
  thread_id uuid not null references thread,
  department_id text not null references department,
  category_id text,
  state text not null check (state in ('sorting', 'new', 'open', 'waiting', 'closed')),
  assignee_id uuid references staff,
  is_urgent boolean not null default false,
  close_reason text check (close_reason in ('solved', 'answered', 'passed-on', 'no-reply', 'not-for-city')),
  opened_at timestamptz not null,
  closed_at timestamptz,
  waiting_since timestamptz,
  reply_by timestamptz,
  last_message_id uuid references message,
  last_resident_at timestamptz not null,
  revision integer not null default 1,
  retention_class text not null default 'standard',
  is_on_legal_hold boolean not null default false,
  check ((state = 'closed') = (closed_at is not null)),
  check ((state = 'closed') = (close_reason is not null)),
  unique (fiscal_year, number)
);
-- Serves the list by who waits longest: urgent first, then the oldest wait, within some departments.
create index matter_waiting on matter (department_id, is_urgent desc, waiting_since, id) where state <> 'closed';
-- Serves the list by newest, closed ones too.
create index matter_newest on matter (department_id, last_resident_at desc, id desc);
-- Serves the view of one's own matters.
create index matter_assignee on matter (assignee_id, last_resident_at desc, id desc) where assignee_id is not null;
-- Serves the wall around threads.
create index matter_thread on matter (thread_id);
-- Serves the search for the matter that a resident's message belongs to.
create index matter_resident on matter (resident_id, last_resident_at desc);

create table matter_message (
  matter_id uuid not null references matter,
  message_id uuid not null references message,
  primary key (matter_id, message_id)
);
-- Serves the wall around messages.
create index matter_message_message on matter_message (message_id);

-- Why a matter went where it went. The words are the resident's, so they hang on the message.
create table classification (
  message_id uuid not null references message,
  matter_id uuid not null references matter,
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  candidates jsonb not null,
  words jsonb not null,
  made_at timestamptz not null default now(),
  primary key (matter_id, message_id)
);
-- Serves the erasure of a message.
create index classification_message on classification (message_id);

create table note (
  id uuid primary key,
  matter_id uuid not null references matter,
  staff_id uuid not null references staff,
  text text not null,
  at timestamptz not null default now()
);
-- Serves the matter's thread.
create index note_matter on note (matter_id, at);

create table matter_read (
  matter_id uuid not null references matter,
  staff_id uuid not null references staff,
  revision integer not null,
  primary key (matter_id, staff_id)
);

-- What happened, in ids. One row serves the matter's history, the live inboxes and the record of both departments.
-- `xid` is what makes the live feed gapless: rows are told only once every older transaction has ended.
create table event (
  id bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null default now(),
  name text not null,
  matter_id uuid references matter,
  departments text[] not null,
  actor_id uuid references staff,
  detail jsonb not null default '{}'
);
-- Serves the live feed.
create index event_feed on event (xid, id);
-- Serves the matter's history.
create index event_matter on event (matter_id, id);
