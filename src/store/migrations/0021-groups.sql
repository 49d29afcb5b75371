-- Who holds an event does so for a while only: a worker that died gives it free by not coming back.
alter table inbound_event add column claimed_at timestamptz;

-- Rows that change a few times soon after they were written find room beside themselves.
alter table inbound_event set (fillfactor = 80);
alter table outbox set (fillfactor = 80);
alter table delivery set (fillfactor = 80);
alter table attempt set (fillfactor = 80);
alter table matter set (fillfactor = 80);
