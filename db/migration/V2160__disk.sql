-- Disks that are things of their own: each on one host, attached to a VM there or to none. host_id: none once that host
-- was given up. slot: which of the VM's places for disks it has, while it is attached. note: what was last to be said of it.
create table disk (
    id         uuid         not null,
    name       varchar(60)  not null,
    tenant_id  uuid         not null,
    project_id uuid         not null,
    owner_id   uuid         not null,
    host_id    uuid         null,
    pool       varchar(63)  not null,
    size_mib   bigint       not null,
    state      varchar(16)  not null,
    vm_id      uuid         null,
    slot       int          null,
    note       varchar(500) null,
    created_at datetime(6)  not null,
    primary key (id),
    constraint disk_name unique (project_id, name),
    constraint disk_slot unique (vm_id, slot),
    constraint disk_host foreign key (host_id) references host (id),
    constraint disk_vm foreign key (vm_id) references vm (id) on delete set null,
    constraint disk_state check (state in
        ('CREATING', 'READY', 'ATTACHING', 'DETACHING', 'GROWING', 'DELETING', 'LOST')),
    constraint disk_size check (size_mib > 0)
);
