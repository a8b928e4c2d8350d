-- What a VM was charged within an hour, to whom. A VM that moved within the hour has a row for each payer.
create table metering_vm_hour (
    hour_at            datetime       not null,
    vm_id              uuid           not null,
    project_id         uuid           not null,
    member_id          uuid           not null,
    tenant_id          uuid           not null,
    vms                decimal(30, 0) not null,
    vcpus              decimal(30, 0) not null,
    memory_mib         decimal(30, 0) not null,
    disk_mib           decimal(30, 0) not null,
    running_vcpus      decimal(30, 0) not null,
    running_memory_mib decimal(30, 0) not null,
    primary key (hour_at, vm_id, project_id, member_id),
    index metering_vm_hour_project (project_id, hour_at),
    constraint metering_vm_hour_amounts check (
        vms >= 0 and vcpus >= 0 and memory_mib >= 0 and disk_mib >= 0 and running_vcpus >= 0 and running_memory_mib >= 0)
);
