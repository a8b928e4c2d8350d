-- The session that asked for it, if any: the console ends with it.
alter table console_ticket add column session_id uuid null;
