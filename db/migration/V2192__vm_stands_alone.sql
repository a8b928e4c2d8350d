-- Its disk holds all of it, and stands on no image: it was copied from a VM that ran.
alter table vm add column stands_alone boolean not null default false;
