-- A VM that was built anew stands on another disk than at first. coming_version_id: what it is being built from right now.
alter table vm
    add column disk_name varchar(127) null,
    add column coming_version_id uuid null,
    add index ix_vm_coming_version (coming_version_id);
