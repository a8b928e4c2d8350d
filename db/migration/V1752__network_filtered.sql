-- Whether guests are held to their own addresses. Networks that were there before stay as they were.
alter table network add column filtered boolean not null default false;
