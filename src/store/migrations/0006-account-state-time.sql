-- The platform's time of what last blocked or unblocked the account: a word of it that comes late changes nothing.
alter table account add column state_at timestamptz;
