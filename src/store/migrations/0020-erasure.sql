-- What the city erases for good. The wish is a row before anything is done, so that no crash forgets it; the row stays, and
-- says in ids who wished what and why.
create table erasure (
  id uuid primary key,
  -- In which matter it was asked for, and on whose behalf.
  matter_id uuid not null references matter,
  department_id text not null references department,
  staff_id uuid not null references staff,
  -- One message, or everything of one resident.
  message_id uuid references message,
  resident_id uuid references resident,
  reason text not null check (reason in ('resident-asked', 'others-data', 'sent-in-error', 'rules')),
  asked_at timestamptz not null,
  done_at timestamptz,
  check (num_nonnulls(message_id, resident_id) = 1)
);
-- Serves the worker, which does what a web process began and did not end.
create index erasure_waiting on erasure (asked_at) where done_at is null;

-- The tombstone's words: who erased it, in which department's name.
alter table message
  add column erased_by uuid references staff,
  add column erased_in text references department,
  add check ((erased_by is null) = (erased_in is null)),
  add check (erased_by is null or taken_back_at is not null);
-- Serves the question whether words have gone since the files were last rewritten.
create index message_gone on message (taken_back_at) where taken_back_at is not null;

-- A matter whose resident was erased is closed: nobody is there any more to answer.
alter table matter drop constraint matter_close_reason_check;
alter table matter add constraint matter_close_reason_check
  check (close_reason in ('solved', 'answered', 'passed-on', 'no-reply', 'not-for-city', 'erased'));

-- Whether the asker may have it erased. What cannot be undone is decided by a supervisor; what reaches over the walls into
-- other departments' matters by an administrator who sees the matter in which it was asked for.
create function erasure_verdict(matter uuid, message uuid, resident uuid) returns text
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select case
      when not exists (
        select from matter m
        where m.id = erasure_verdict.matter and m.department_id = any (my_departments())
          and (erasure_verdict.resident is null or m.resident_id = erasure_verdict.resident)
          and (erasure_verdict.message is null or exists (
            select from matter_message mm
            where mm.matter_id = m.id and mm.message_id = erasure_verdict.message))
      ) then 'not-found'
      when exists (
        select from message g where g.id = erasure_verdict.message and g.taken_back_at is not null
      ) then 'gone'
      when erasure_verdict.resident is not null and not am_administrator() then 'forbidden'
      when erasure_verdict.resident is null and not exists (
        select from matter m join membership s on s.department_id = m.department_id
        where m.id = erasure_verdict.matter and s.staff_id = current_staff() and s.role = 'supervisor'
      ) then 'forbidden'
      when exists (
        select from matter m
        where m.is_on_legal_hold and (m.resident_id = erasure_verdict.resident or m.id in (
          select mm.matter_id from matter_message mm where mm.message_id = erasure_verdict.message))
      ) then 'on-legal-hold'
      else 'yes'
    end
  $$;
revoke execute on function erasure_verdict from public;
grant execute on function erasure_verdict to kodama_staff;

alter table erasure enable row level security;
grant insert (id, matter_id, department_id, staff_id, message_id, resident_id, reason, asked_at) on erasure to kodama_staff;
create policy ask on erasure for insert to kodama_staff
  with check (staff_id = current_staff() and erasure_verdict(matter_id, message_id, resident_id) = 'yes'
    and exists (select from matter m where m.id = matter_id and m.department_id = erasure.department_id));
grant select, update (done_at) on erasure to kodama_worker;
create policy worker_all on erasure to kodama_worker using (true);
create policy write_no_tombstones on message as restrictive for insert to kodama_staff
  with check (taken_back_at is null and erased_by is null);

-- Of devices and codes the worker learns no more than whose they are, and it can only end them.
grant select (account_external_id), delete on chat_session, chat_code to kodama_worker;
create policy worker_ends on chat_session to kodama_worker using (true);
create policy worker_ends on chat_code to kodama_worker using (true);
grant delete on chat_arrival to kodama_worker;

-- Notes are staff's own, and the worker never sees them: it can only have those go that stand in the matters of a resident
-- whose erasure is under way.
create function forget_notes(erasure uuid) returns void
  language sql volatile security definer set search_path = public, pg_temp
  as $$
    delete from note n using erasure e join matter m on m.resident_id = e.resident_id
    where e.id = forget_notes.erasure and e.done_at is null and n.matter_id = m.id
  $$;
revoke execute on function forget_notes from public;
grant execute on function forget_notes to kodama_worker;

-- When the files of the database were last freed of what was gone. Written by the owner of the tables alone.
create table scouring (
  id bigint generated always as identity primary key,
  -- `vacuumed`: nothing can read it any more; `rewritten`: the bytes are gone, too.
  kind text not null check (kind in ('vacuumed', 'rewritten')),
  -- What was gone before this moment is gone from the files.
  began_at timestamptz not null,
  ended_at timestamptz not null default now()
);
create index scouring_latest on scouring (kind, began_at desc);
alter table scouring enable row level security;

-- PostgreSQL copies values of a column into its statistics, where no erasure finds them. None are kept of columns with a
-- resident's words, name or address; each of these is looked up by a unique or a partial index, or not at all.
alter table account alter column external_id set statistics 0, alter column display_name set statistics 0;
alter table thread alter column address set statistics 0;
alter table inbound_event alter column body set statistics 0, alter column address set statistics 0;
alter table message alter column content set statistics 0;
alter table attachment alter column file_name set statistics 0;
alter table upload alter column file_name set statistics 0;
alter table classification alter column words set statistics 0, alter column candidates set statistics 0;
alter table note alter column text set statistics 0;
alter table attempt alter column detail set statistics 0;
alter table working_sign alter column address set statistics 0;
alter table chat_session alter column account_external_id set statistics 0;
alter table chat_code alter column account_external_id set statistics 0;
alter table chat_arrival alter column address set statistics 0;
-- Those that earlier releases made.
select pg_clear_attribute_stats('public', c.relname, a.attname, false)
  from pg_class c join pg_attribute a on a.attrelid = c.oid
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attstattarget = 0;
