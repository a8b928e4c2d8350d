-- One row is a whole price list. Per unit and hour: VM, vCPU, GiB of memory, GiB of disk, running vCPU, running GiB.
create table metering_price (
    valid_from         datetime       not null primary key,
    currency           char(3)        not null,
    vms                decimal(18, 8) not null,
    vcpus              decimal(18, 8) not null,
    memory_gib         decimal(18, 8) not null,
    disk_gib           decimal(18, 8) not null,
    running_vcpus      decimal(18, 8) not null,
    running_memory_gib decimal(18, 8) not null,
    constraint metering_price_whole check (minute(valid_from) = 0 and second(valid_from) = 0),
    constraint metering_price_amounts check (
        vms >= 0 and vcpus >= 0 and memory_gib >= 0 and disk_gib >= 0 and running_vcpus >= 0 and running_memory_gib >= 0)
);
