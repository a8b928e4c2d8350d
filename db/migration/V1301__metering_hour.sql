-- One row for each hour that was added up, and never again. Amounts everywhere: amount times microseconds, exact.
create table metering_hour (
    hour_at            datetime        not null primary key,
    closed_at          datetime(6)     not null,
    vm_rows            int             not null default 0,
    vms                decimal(30, 0)  not null default 0,
    vcpus              decimal(30, 0)  not null default 0,
    memory_mib         decimal(30, 0)  not null default 0,
    disk_mib           decimal(30, 0)  not null default 0,
    running_vcpus      decimal(30, 0)  not null default 0,
    running_memory_mib decimal(30, 0)  not null default 0,
    checksum           bigint unsigned not null default 0,
    constraint metering_hour_whole check (minute(hour_at) = 0 and second(hour_at) = 0)
);
