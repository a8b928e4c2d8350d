-- What is kept of VMs: each at one moment, inside the VM's disk on its host, which knows it by the id. parent_id: the one
-- that the VM stood on then. disk_mib: the most that it takes, which is what is paid for. tenant_id: who made it is told
-- there only.
create table vm_snapshot (
    id          uuid         not null,
    vm_id       uuid         not null,
    name        varchar(60)  not null,
    note        varchar(500) not null,
    parent_id   uuid         null,
    with_memory boolean      not null,
    state       varchar(16)  not null,
    disk_mib    bigint       not null,
    tenant_id   uuid         not null,
    made_by     varchar(200) not null,
    made_at     datetime(6)  not null,
    primary key (id),
    constraint vm_snapshot_name unique (vm_id, name),
    constraint vm_snapshot_vm foreign key (vm_id) references vm (id) on delete cascade,
    constraint vm_snapshot_state check (state in ('MAKING', 'READY', 'DELETING')),
    constraint vm_snapshot_disk check (disk_mib > 0)
);
