-- VMs that are made of a backup.
create table vm_from_backup (
    vm_id     uuid not null primary key,
    backup_id uuid not null,
    index ix_vm_from_backup (backup_id),
    constraint vm_from_backup_vm foreign key (vm_id) references vm (id) on delete cascade
);
