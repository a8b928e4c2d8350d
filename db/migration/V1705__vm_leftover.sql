-- A VM's earlier disk on a host that it has left. Removed as soon as the host answers; until then the VM cannot return there.
create table vm_leftover (
    host_id  uuid         not null,
    pool     varchar(63)  not null,
    volume   varchar(127) not null,
    vm_id    uuid         not null,
    since    datetime(6)  not null,
    primary key (host_id, pool, volume),
    constraint vm_leftover_host foreign key (host_id) references host (id) on delete cascade,
    index ix_vm_leftover_vm (vm_id)
);
