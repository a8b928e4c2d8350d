-- What its size and image asked of hosts when it was launched.
alter table vm add column host_tags varchar(700) not null default '';
