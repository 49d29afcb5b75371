-- Whoever has a talk open is told that it changed, by the commit itself: no process in between can forget it. Only the web
-- chat's rows tell, so that other channels' commits do not wait for one another. The channel is the one `notify.ts` listens on.
create function tell_talk() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
  as $$ begin
    perform pg_notify('kodama_event', 'talk ' || t.address) from thread t where t.id = new.thread_id;
    return null;
  end $$;
create trigger talk_changed after insert or update of content on message
  for each row when (new.channel = 'webchat') execute function tell_talk();

create function tell_talk_of_attachment() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
  as $$ begin
    perform pg_notify('kodama_event', 'talk ' || t.address)
      from message m join thread t on t.id = m.thread_id where m.id = new.message_id and m.channel = 'webchat';
    return null;
  end $$;
create trigger talk_changed after update of state on attachment
  for each row when (old.state is distinct from new.state) execute function tell_talk_of_attachment();

create function tell_talk_at_address() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
  as $$ begin
    perform pg_notify('kodama_event', 'talk ' || new.address);
    return null;
  end $$;
create trigger talk_changed after insert on chat_arrival for each row execute function tell_talk_at_address();
create trigger talk_changed after insert on inbound_event
  for each row when (new.channel = 'webchat' and new.address is not null) execute function tell_talk_at_address();

-- A device that left must hear nothing more, whichever process it listens to.
create function tell_left() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
  as $$ begin
    perform pg_notify('kodama_event', 'left ' || old.account_external_id);
    return null;
  end $$;
create trigger chat_session_ended after delete on chat_session for each row execute function tell_left();
