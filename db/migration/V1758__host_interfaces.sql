-- Names of its network cards, with blanks between.
alter table host add column interfaces varchar(2000) not null default '';
