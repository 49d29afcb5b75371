-- What a message quotes: `quotes_external_id` is what the platform said, `quotes_message_id` the message it names, once known.
-- `quote_token` is the platform's leave to quote this message; it goes with its words.
alter table message
  add column quotes_message_id uuid references message,
  add column quote_token text,
  add column edited_at timestamptz,
  add column image_set_id text,
  add column image_set_index integer,
  add column image_set_total integer,
  add check (taken_back_at is null or quote_token is null),
  add check ((image_set_id is null) = (image_set_index is null) and (image_set_id is null) = (image_set_total is null)),
  add check (image_set_index between 1 and image_set_total);
-- Serves the quotes that came before what they quote.
create index message_quotes_unseen on message (channel, quotes_external_id)
  where quotes_external_id is not null and quotes_message_id is null;
-- Serves the erasure of a message that others quote.
create index message_quotes on message (quotes_message_id) where quotes_message_id is not null;
-- Serves the search for the other pictures of a set.
create index message_image_set on message (thread_id, image_set_id) where image_set_id is not null;

update message g set quotes_message_id = q.id
  from message q
  where q.channel = g.channel and q.external_id = g.quotes_external_id and q.thread_id = g.thread_id;

-- Serves the edit that overtook its message.
create index inbound_event_edit on inbound_event (channel, message_external_id) where kind = 'edit';

-- Since when the platform says that it still prepares the medium; asking it again is no failed try.
alter table attachment add column preparing_since timestamptz;
grant update (preparing_since) on attachment to kodama_staff;

-- What staff may quote: something said in a matter of theirs, in the same thread. Asks over the walls, since a policy of a
-- table cannot ask that table.
create function may_quote(quoted uuid, thread uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select exists (
      select from message g join matter_message mm on mm.message_id = g.id join matter m on m.id = mm.matter_id
      where g.id = may_quote.quoted and g.thread_id = may_quote.thread and m.department_id = any (my_departments())
    )
  $$;
revoke execute on function may_quote from public;
grant execute on function may_quote to kodama_staff;
create policy write_only_own_quotes on message as restrictive for insert to kodama_staff
  with check (quote_token is null and edited_at is null and quotes_external_id is null
    and (quotes_message_id is null or may_quote(quotes_message_id, thread_id)));
