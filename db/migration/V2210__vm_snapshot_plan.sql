-- At which times a VM is kept by itself, and how many of those snapshots. next_at: the first time after those that were seen
-- to. due_at: one that was not taken yet, tried again at retry_at. prune_at: when to look for those that are too many.
-- note: what came in its way.
create table vm_snapshot_plan (
    vm_id    uuid         not null,
    days     varchar(100) not null,
    at       varchar(5)   not null,
    zone     varchar(64)  not null,
    keep     int          not null,
    next_at  datetime(6)  not null,
    due_at   datetime(6)  null,
    retry_at datetime(6)  null,
    prune_at datetime(6)  null,
    note     varchar(500) null,
    primary key (vm_id),
    constraint fk_vm_snapshot_plan_vm foreign key (vm_id) references vm (id) on delete cascade,
    constraint ck_vm_snapshot_plan_keep check (keep > 0),
    constraint ck_vm_snapshot_plan_retry check ((due_at is null) = (retry_at is null)),
    index ix_vm_snapshot_plan_next (next_at),
    index ix_vm_snapshot_plan_retry (retry_at),
    index ix_vm_snapshot_plan_prune (prune_at)
);
