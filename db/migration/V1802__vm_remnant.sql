-- What may lie on a host that was given up, of VMs that are not there any more. Removed when the host is back.
create table vm_remnant (
    host_id    uuid         not null,
    vm_id      uuid         not null,
    name       varchar(63)  not null,
    project_id uuid         not null,
    left_at    datetime(6)  not null,
    primary key (host_id, vm_id),
    index ix_vm_remnant_vm (vm_id),
    constraint fk_vm_remnant_host foreign key (host_id) references host (id) on delete cascade
);
