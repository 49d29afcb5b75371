-- Serves the removal of sessions that have ended, whenever a talk begins.
create index chat_session_expires on chat_session (expires_at);
