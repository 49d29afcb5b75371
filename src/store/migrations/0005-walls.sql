-- Every pooled connection is kodama_nobody, who may become one of the others for one transaction and sees nothing itself.
-- The roles are made by migrate.ts, since they belong to the cluster and not to this database.
create function current_staff() returns uuid
  language sql stable parallel safe
  as $$ select nullif(current_setting('kodama.staff_id', true), '')::uuid $$;

-- The functions below run as their owner: the answer must not depend on the walls that stand on it. Each asks itself who
-- asks, and says the same of what is not there and of what is not theirs.
create function my_departments() returns text[]
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select coalesce(array_agg(m.department_id), '{}')
    from membership m join staff s on s.id = m.staff_id join department d on d.id = m.department_id
    where m.staff_id = current_staff() and s.state = 'active' and d.is_active
  $$;

create function am_active() returns boolean
  language sql stable security definer set search_path = public, pg_temp
  as $$ select exists (select from staff where id = current_staff() and state = 'active') $$;

create function am_administrator() returns boolean
  language sql stable security definer set search_path = public, pg_temp
  as $$ select exists (select from staff where id = current_staff() and state = 'active' and is_administrator) $$;

create function am_on_sorting_desk() returns boolean
  language sql stable security definer set search_path = public, pg_temp
  as $$ select exists (select from department where id = any (my_departments()) and is_sorting_desk) $$;

-- Asked by the sorting desk, to whom the matters of others are invisible.
create function is_loose(message uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select am_on_sorting_desk() and exists (select from message g where g.id = is_loose.message)
      and not exists (select from matter_message mm where mm.message_id = is_loose.message)
  $$;

-- What staff may hang on a matter: what they or the machine just wrote to its resident, and never what hangs elsewhere, since
-- whoever sees the matter would come to see it.
create function may_link(matter uuid, message uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select exists (
      select from matter m join message g on g.thread_id = m.thread_id
      where m.id = may_link.matter and m.department_id = any (my_departments())
        and g.id = may_link.message and (g.author = 'machine' or g.staff_id = current_staff())
        and not exists (select from matter_message mm where mm.message_id = g.id)
    )
  $$;

create function is_message_of(message uuid, matter uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select exists (
      select from matter_message mm join matter m on m.id = mm.matter_id
      where mm.message_id = is_message_of.message and m.id = is_message_of.matter
        and m.department_id = any (my_departments())
    )
  $$;
grant execute on function current_staff, my_departments, am_active, am_administrator, am_on_sorting_desk, is_loose, may_link,
  is_message_of to kodama_staff;

-- The walls: a forgotten policy shows nothing.
alter table resident enable row level security;
alter table account enable row level security;
alter table thread enable row level security;
alter table inbound_event enable row level security;
alter table message enable row level security;
alter table attachment enable row level security;
alter table matter enable row level security;
alter table matter_message enable row level security;
alter table classification enable row level security;
alter table note enable row level security;
alter table matter_read enable row level security;
alter table event enable row level security;
alter table outbox_message enable row level security;
alter table outbox enable row level security;
alter table delivery enable row level security;
alter table attempt enable row level security;
alter table staff enable row level security;
alter table membership enable row level security;
alter table session enable row level security;
alter table invitation enable row level security;
alter table login_failure enable row level security;
alter table audit enable row level security;

-- The worker sees what residents sent and what goes back to them.
grant select, insert, update on resident, account, thread, inbound_event, message, attachment, matter, matter_message,
  classification, event, outbox, outbox_message, delivery, attempt to kodama_worker;
grant delete on classification, attachment to kodama_worker;
grant select, insert, update on department to kodama_worker;
create policy worker_all on resident to kodama_worker using (true);
create policy worker_all on account to kodama_worker using (true);
create policy worker_all on thread to kodama_worker using (true);
create policy worker_all on inbound_event to kodama_worker using (true);
create policy worker_all on message to kodama_worker using (true);
create policy worker_all on attachment to kodama_worker using (true);
create policy worker_all on matter to kodama_worker using (true);
create policy worker_all on matter_message to kodama_worker using (true);
create policy worker_all on classification to kodama_worker using (true);
create policy worker_all on event to kodama_worker using (true);
create policy worker_all on outbox to kodama_worker using (true);
create policy worker_all on outbox_message to kodama_worker using (true);
create policy worker_all on delivery to kodama_worker using (true);
create policy worker_all on attempt to kodama_worker using (true);

-- Staff see the matters of their departments and what hangs on these.
grant select on department, resident, account, thread, message, attachment, matter, matter_message, classification, note,
  matter_read, event, outbox, outbox_message, delivery, attempt to kodama_staff;
grant select (id, email, name, state, is_administrator, has_password, last_seen_at, created_at) on staff to kodama_staff;
grant select on membership to kodama_staff;
create policy of_my_departments on matter for select to kodama_staff
  using (department_id = any ((select my_departments())::text[]));
create policy of_my_matters on matter_message for select to kodama_staff
  using (exists (select from matter m where m.id = matter_id));
create policy of_my_matters on message for select to kodama_staff
  using (exists (select from matter_message mm where mm.message_id = message.id)
    or ((select am_on_sorting_desk()) and is_loose(id)));
create policy of_my_messages on attachment for select to kodama_staff
  using (exists (select from message m where m.id = message_id));
create policy of_my_matters on classification for select to kodama_staff
  using (exists (select from matter m where m.id = matter_id));
create policy of_my_matters on note for select to kodama_staff
  using (exists (select from matter m where m.id = matter_id));
create policy mine on matter_read for select to kodama_staff using (staff_id = current_staff());
create policy of_my_matters on event for select to kodama_staff
  using (departments && (select my_departments())::text[] or exists (select from matter m where m.id = matter_id));
create policy of_my_matters on resident for select to kodama_staff
  using (exists (select from matter m where m.resident_id = resident.id));
create policy of_my_residents on account for select to kodama_staff
  using (exists (select from matter m where m.resident_id = account.resident_id));
create policy of_my_matters on thread for select to kodama_staff
  using (exists (select from matter m where m.thread_id = thread.id));
create policy of_my_matters on outbox for select to kodama_staff
  using (exists (select from matter m where m.id = matter_id));
create policy of_my_outbox on outbox_message for select to kodama_staff
  using (exists (select from outbox o where o.id = outbox_id));
create policy of_my_outbox on delivery for select to kodama_staff
  using (exists (select from outbox o where o.id = outbox_id));
create policy of_my_outbox on attempt for select to kodama_staff
  using (exists (select from outbox o where o.id = outbox_id));

-- What staff may write.
grant insert on message, matter_message, note, matter_read, outbox, outbox_message, delivery, audit to kodama_staff;
-- When something happened, and its place in the feed, are the database's word.
grant insert (name, matter_id, departments, actor_id, detail) on event to kodama_staff;
grant update (state, assignee_id, close_reason, closed_at, waiting_since, reply_by, last_message_id, revision)
  on matter to kodama_staff;
grant update (revision) on matter_read to kodama_staff;
grant update (state, route, reply_token, reply_expires_at, next_try_at, claimed_at, first_tried_at) on outbox to kodama_staff;
grant update (state, reason, changed_at) on delivery to kodama_staff;
grant update (state, tries, next_try_at) on attachment to kodama_staff;
create policy change_mine on matter for update to kodama_staff
  using (department_id = any ((select my_departments())::text[]))
  with check (department_id = any ((select my_departments())::text[])
    and (last_message_id is null or is_message_of(last_message_id, id)));
-- A platform's id is known only once the platform told it, and then the worker writes it.
create policy write_mine on message for insert to kodama_staff
  with check ((author = 'machine' or author = 'staff' and staff_id = current_staff()) and external_id is null
    and exists (select from thread t where t.id = message.thread_id and t.channel = message.channel));
create policy write_mine on matter_message for insert to kodama_staff with check (may_link(matter_id, message_id));
create policy write_mine on note for insert to kodama_staff
  with check (staff_id = current_staff() and exists (select from matter m where m.id = matter_id));
create policy write_mine on matter_read for insert to kodama_staff
  with check (staff_id = current_staff() and exists (select from matter m where m.id = matter_id));
create policy change_mine on matter_read for update to kodama_staff using (staff_id = current_staff());
create policy write_mine on event for insert to kodama_staff
  with check (actor_id = current_staff() and exists (
    select from matter m where m.id = event.matter_id and (event.departments = array[m.department_id]
      or event.name in ('transferred', 'undone') and cardinality(event.departments) = 2 and event.departments[1] = m.department_id)
  ));
-- What is sent goes to the matter's own resident and carries what the city wrote in that matter.
create policy write_mine on outbox for insert to kodama_staff
  with check (exists (
    select from matter m join thread t on t.id = m.thread_id
    where m.id = outbox.matter_id and t.id = outbox.thread_id and t.channel = outbox.channel
  ));
create policy change_mine on outbox for update to kodama_staff
  using (exists (select from matter m where m.id = matter_id));
create policy write_mine on outbox_message for insert to kodama_staff
  with check (exists (
    select from outbox o
    join matter_message mm on mm.matter_id = o.matter_id and mm.message_id = outbox_message.message_id
    join message g on g.id = mm.message_id
    where o.id = outbox_message.outbox_id and o.state = 'queued' and g.author <> 'resident'
  ));
create policy write_mine on delivery for insert to kodama_staff
  with check (exists (
    select from outbox o join thread t on t.id = o.thread_id
    where o.id = delivery.outbox_id and t.account_id = delivery.account_id
  ));
create policy change_mine on delivery for update to kodama_staff
  using (exists (select from outbox o where o.id = outbox_id));
-- What could not be fetched may be tried again, and nothing else.
create policy change_mine on attachment for update to kodama_staff
  using (state = 'failed' and exists (select from message m where m.id = message_id))
  with check (state = 'waiting');

-- A transfer moves a matter out of its sender's sight, which no update policy allows (the new row must be visible too), so
-- it is one function that checks the wall itself. Returns false for what is not there or not theirs: the two look alike.
create function hand_over(matter uuid, to_department text, to_state text) returns boolean
  language sql volatile security definer set search_path = public, pg_temp
  as $$
    with moved as (
      update matter m
      set department_id = to_department, state = to_state, assignee_id = null, revision = revision + 1
      where m.id = hand_over.matter and m.department_id = any (my_departments()) and m.state <> 'closed'
        and exists (
          select from department d
          where d.id = to_department and d.is_active and to_state = case when d.is_sorting_desk then 'sorting' else 'new' end
        )
      returning 1
    )
    select exists (select from moved)
  $$;
grant execute on function hand_over to kodama_staff;

-- Undoes one's own transfer for some seconds, when nothing happened to the matter since. Ten seconds are two more than the
-- notice to the resident is held back.
create function undo_hand_over(matter uuid) returns boolean
  language sql volatile security definer set search_path = public, pg_temp
  as $$
    with last as (
      select * from event e where e.matter_id = undo_hand_over.matter and e.name not in ('delivery', 'attachment') order by e.id desc limit 1
    ), moved as (
      update matter m
      set department_id = last.detail ->> 'from', state = last.detail ->> 'before',
        assignee_id = (last.detail ->> 'formerAssignee')::uuid, revision = revision + 1
      from last
      where m.id = undo_hand_over.matter and last.name = 'transferred' and last.actor_id = current_staff()
        and last.at > now() - interval '10 seconds' and last.detail ->> 'from' = any (my_departments())
        and m.department_id = last.detail ->> 'to'
      returning 1
    )
    select exists (select from moved)
  $$;
revoke execute on function undo_hand_over from public;
grant execute on function undo_hand_over to kodama_staff;

-- Everybody who works here may know who else does; only administrators change it.
create policy seen on staff for select to kodama_staff using (id = current_staff() or (select am_active()));
create policy seen on membership for select to kodama_staff using (staff_id = current_staff() or (select am_active()));
grant insert (id, email, name, state, is_administrator) on staff to kodama_staff;
grant update (name, state, is_administrator) on staff to kodama_staff;
grant insert, delete, update on membership to kodama_staff;
create policy managed on staff for insert to kodama_staff with check (am_administrator());
create policy managed_change on staff for update to kodama_staff using (am_administrator());
create policy managed on membership for insert to kodama_staff with check (am_administrator());
create policy managed_change on membership for update to kodama_staff using (am_administrator());
create policy managed_end on membership for delete to kodama_staff using (am_administrator());
-- Administrators end sessions and make links; neither shows them a cookie or a link that somebody holds.
grant select (staff_id), delete on session to kodama_staff;
grant select (staff_id), insert, delete on invitation to kodama_staff;
create policy managed on session for select to kodama_staff using (am_administrator());
create policy managed_end on session for delete to kodama_staff using (am_administrator());
create policy managed on invitation for select to kodama_staff using (am_administrator());
create policy managed_new on invitation for insert to kodama_staff with check (am_administrator());
create policy managed_end on invitation for delete to kodama_staff using (am_administrator());
create policy written on audit for insert to kodama_staff with check (actor_id = current_staff());

-- The live feed tells every inbox that something changed, in ids; what changed is asked for through the walls.
grant select on event to kodama_feed;
create policy feed_all on event for select to kodama_feed using (true);

-- The door knows who may come in, and nothing of what lies inside.
grant select, insert, update on staff to kodama_door;
grant select, insert on membership to kodama_door;
grant select on department to kodama_door;
grant select, insert, update, delete on session, invitation, login_failure to kodama_door;
grant insert on audit to kodama_door;
create policy door_all on staff to kodama_door using (true);
create policy door_all on membership to kodama_door using (true);
create policy door_all on session to kodama_door using (true);
create policy door_all on invitation to kodama_door using (true);
create policy door_all on login_failure to kodama_door using (true);
create policy door_writes on audit for insert to kodama_door with check (true);
