-- What was charged and ended: written in the transaction that ends or changes the charge, never changed. What is charged
-- still is in quota_charge alone. The periods of one kind and subject have ended in the order of their ids.
create table quota_period (
    id                 bigint      not null auto_increment primary key,
    kind               varchar(16) not null,
    subject            uuid        not null,
    tenant_id          uuid        not null,
    project_id         uuid        not null,
    member_id          uuid        not null,
    vms                bigint      not null,
    vcpus              bigint      not null,
    memory_mib         bigint      not null,
    disk_mib           bigint      not null,
    running_vcpus      bigint      not null,
    running_memory_mib bigint      not null,
    started_at         datetime(6) not null,
    ended_at           datetime(6) not null,
    index quota_period_time (ended_at, started_at),
    index quota_period_project (project_id, ended_at),
    constraint quota_period_forward check (ended_at > started_at)
);
