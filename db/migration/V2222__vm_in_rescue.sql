-- It starts from a disc in its drives, before its disk, until somebody ends that.
alter table vm add column in_rescue boolean not null default false;
