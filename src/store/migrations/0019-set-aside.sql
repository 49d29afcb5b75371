-- What a worker could not act on, however often it tried. `fault` is the class of the error, never its words.
alter table inbound_event
  add column set_aside_at timestamptz,
  add column fault text,
  add check ((state = 'set-aside') = (set_aside_at is not null));
create index inbound_event_set_aside on inbound_event (set_aside_at) where state = 'set-aside';
