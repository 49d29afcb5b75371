-- What a member of staff laid beside an answer they are writing. The answer takes it over, and its id becomes the
-- attachment's; what no answer takes is removed. The id is the key of the bytes, too.
create table upload (
  id uuid primary key,
  matter_id uuid not null references matter,
  staff_id uuid not null references staff,
  kind text not null check (kind in ('image', 'file')),
  file_name text not null,
  mime text not null,
  bytes bigint not null,
  -- The key of the small picture.
  preview_id uuid,
  -- `arriving`: the bytes are being written; `erasing`: they are still to be removed.
  state text not null default 'arriving' check (state in ('arriving', 'kept', 'erasing')),
  created_at timestamptz not null,
  check ((kind = 'image') = (preview_id is not null))
);
-- Serves the removal of what no answer took.
create index upload_age on upload (created_at);
create index upload_erasing on upload (id) where state = 'erasing';

-- `preview_id`: the key of the small picture, where there is one. `public_token`: under which address, unguessable and
-- without a cookie, a channel and its residents fetch what the city sent; given when the sending begins, and gone with the
-- medium.
alter table attachment
  add column preview_id uuid,
  add column public_token text,
  add check (public_token is null or state = 'stored');
create unique index attachment_public_token on attachment (public_token) where public_token is not null;

alter table upload enable row level security;
grant select, update (state), delete on upload to kodama_worker;
create policy worker_all on upload to kodama_worker using (true);

-- Nobody but its writer sees it before it is sent.
grant select, insert (id, matter_id, staff_id, kind, file_name, mime, bytes, preview_id, created_at), update (state), delete
  on upload to kodama_staff;
create policy mine on upload for select to kodama_staff
  using (staff_id = current_staff() and exists (select from matter m where m.id = matter_id));
create policy write_mine on upload for insert to kodama_staff
  with check (staff_id = current_staff() and exists (select from matter m where m.id = matter_id));
create policy change_mine on upload for update to kodama_staff
  using (staff_id = current_staff() and exists (select from matter m where m.id = matter_id));
-- Only what an attachment took over: the row is all that knows of the bytes.
create policy end_mine on upload for delete to kodama_staff
  using (staff_id = current_staff() and exists (select from attachment a where a.id = upload.id));

-- Staff hang on their own answer what they laid beside it, in the same matter, as it was found to be.
grant insert (id, message_id, kind, state, file_name, mime, bytes, preview_id) on attachment to kodama_staff;
create policy write_mine on attachment for insert to kodama_staff
  with check (state = 'stored' and exists (
    select from upload u
    join matter_message mm on mm.matter_id = u.matter_id
    join message g on g.id = mm.message_id
    where u.id = attachment.id and u.state = 'kept' and u.kind = attachment.kind and u.mime = attachment.mime
      and u.preview_id is not distinct from attachment.preview_id
      and g.id = attachment.message_id and g.staff_id = current_staff() and g.kind = u.kind
  ));
