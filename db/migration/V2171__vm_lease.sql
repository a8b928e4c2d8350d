-- Until when a VM stays, under the policy of the tenant that it was in then. stage: what has been said and done of that
-- already; next_at: when the next of it is due. over_at and bin_at: only of one that is over. note: why the next was put off.
create table vm_lease (
    vm_id      uuid         not null,
    tenant_id  uuid         not null,
    granted_at datetime(6)  not null,
    ends_at    datetime(6)  not null,
    extended   int          not null default 0,
    stage      varchar(16)  not null,
    next_at    datetime(6)  not null,
    over_at    datetime(6)  null,
    bin_at     datetime(6)  null,
    note       varchar(500) null,
    primary key (vm_id),
    constraint fk_vm_lease_vm foreign key (vm_id) references vm (id) on delete cascade,
    constraint ck_vm_lease_stage check (stage in ('RUNNING', 'WEEK_LEFT', 'DAY_LEFT', 'OVER', 'BINNED')),
    constraint ck_vm_lease_over check ((stage in ('OVER', 'BINNED')) = (over_at is not null and bin_at is not null)),
    constraint ck_vm_lease_extended check (extended >= 0)
);
