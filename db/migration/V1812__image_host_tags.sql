-- What a host has to have to run VMs of this image.
alter table image add column host_tags varchar(700) not null default '';
