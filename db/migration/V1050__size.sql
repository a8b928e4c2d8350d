create table size (
    id          uuid        not null primary key,
    name        varchar(64) not null,
    vcpus       int         not null,
    memory_mib  bigint      not null,
    disk_mib    bigint      not null,
    created_at  datetime(6) not null,
    constraint size_name unique (name),
    constraint size_vcpus check (vcpus between 1 and 1024),
    constraint size_memory check (memory_mib between 1 and 67108864),
    constraint size_disk check (disk_mib between 1 and 1073741824)
);
