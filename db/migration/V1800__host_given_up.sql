-- Since when an administrator counts on it no more. Only while it does not answer: the first answer ends it.
alter table host add column given_up_at datetime(6) null after silent_since;
