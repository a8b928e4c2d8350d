alter table size add column retired boolean not null default false;
