-- A filter may be of VMs whose lease ends soon.
alter table vm_filter add column ends_soon boolean not null default false;
