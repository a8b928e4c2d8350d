-- What a host has to have to run VMs of this size.
alter table size add column host_tags varchar(700) not null default '';
