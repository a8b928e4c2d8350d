-- Room on a second host, for a VM that is on its way there: counted like an allocation until the move has ended.
create table allocation_hold (
    vm_id      uuid        not null primary key,
    host_id    uuid        not null,
    vcpus      int         not null,
    memory_mib bigint      not null,
    disk_mib   bigint      not null,
    decision   longtext    not null,
    placed_at  datetime(6) not null,
    constraint allocation_hold_host foreign key (host_id) references host (id),
    constraint allocation_hold_sane check (vcpus >= 0 and memory_mib >= 0 and disk_mib >= 0),
    constraint allocation_hold_decision check (json_valid(decision))
);
