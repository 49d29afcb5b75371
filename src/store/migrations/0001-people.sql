-- PostgreSQL lets everybody run a new function. Ours are given by name, to whom they are for.
alter default privileges revoke execute on functions from public;

-- Departments mirror the city files; rows are never deleted, since matters point at them.
create table department (
  id text primary key check (id ~ '^[a-z][a-z0-9-]{0,39}$'),
  name text not null,
  is_sorting_desk boolean not null,
  is_active boolean not null default true
);
create unique index department_one_sorting_desk on department (is_sorting_desk) where is_sorting_desk and is_active;

create table staff (
  id uuid primary key,
  email text not null check (email = lower(email)),
  name text not null,
  state text not null check (state in ('invited', 'active', 'inactive')),
  is_administrator boolean not null default false,
  password_hash text,
  -- Administrators may know whether there is a password, and nothing else about it.
  has_password boolean not null generated always as (password_hash is not null) stored,
  must_change_password boolean not null default false,
  last_seen_at timestamptz,
  created_at timestamptz not null default now(),
  check (state <> 'active' or password_hash is not null),
  check (state <> 'invited' or password_hash is null)
);
-- Serves the log-in, and keeps one person from being invited twice.
create unique index staff_email on staff (email);

-- Whoever is asked to set a new password cannot come in with the old one. A trigger, since administrators, who ask, may not
-- write passwords.
create function forget_password() returns trigger language plpgsql as $$ begin
  new.password_hash := null;
  return new;
end $$;
create trigger invited_has_no_password before update of state on staff
  for each row when (new.state = 'invited') execute function forget_password();

create table membership (
  staff_id uuid not null references staff,
  department_id text not null references department,
  role text not null check (role in ('staff', 'supervisor')),
  primary key (staff_id, department_id)
);
-- Serves the list of colleagues.
create index membership_department on membership (department_id);

-- Only hashes of cookies and links are kept: who reads this table cannot log in with it.
create table session (
  token_hash bytea primary key,
  staff_id uuid not null references staff,
  csrf_token text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
-- Serves the end of all sessions of one person.
create index session_staff on session (staff_id);

create table invitation (
  token_hash bytea primary key,
  staff_id uuid not null references staff,
  expires_at timestamptz not null,
  used_at timestamptz
);
-- Serves the withdrawal of older links when a new one is made.
create index invitation_staff on invitation (staff_id);

-- Open inboxes of other processes look again who they belong to, whatever ended or changed somebody's access. The channel is
-- the one that `notify.ts` listens on.
create function tell_access() returns trigger language plpgsql as $$ begin
  perform pg_notify('kodama_event', 'access');
  return null;
end $$;
create trigger session_ended after delete on session for each row execute function tell_access();
create trigger staff_changed after update of state, is_administrator, must_change_password on staff
  for each row execute function tell_access();
create trigger membership_changed after insert or update or delete on membership
  for each row execute function tell_access();

create table login_failure (
  id bigint generated always as identity primary key,
  email text not null,
  address text not null,
  at timestamptz not null default now()
);
-- Each serves one half of the log-in rate limit.
create index login_failure_email on login_failure (email, at);
create index login_failure_address on login_failure (address, at);

-- Who did what to whom, in ids; never a resident's words.
create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor_id uuid references staff,
  action text not null,
  subject text not null
);
