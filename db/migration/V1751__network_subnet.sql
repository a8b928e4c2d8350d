-- The addresses of a network that the portal makes on hosts.
alter table network add column subnet varchar(64) null;
