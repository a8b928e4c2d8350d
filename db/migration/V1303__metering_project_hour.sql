-- The sums of metering_vm_hour, so that a month of many projects is read in an instant.
create table metering_project_hour (
    project_id         uuid           not null,
    hour_at            datetime       not null,
    tenant_id          uuid           not null,
    vms                decimal(30, 0) not null,
    vcpus              decimal(30, 0) not null,
    memory_mib         decimal(30, 0) not null,
    disk_mib           decimal(30, 0) not null,
    running_vcpus      decimal(30, 0) not null,
    running_memory_mib decimal(30, 0) not null,
    primary key (project_id, hour_at, tenant_id),
    index metering_project_hour_time (hour_at)
);
