-- What is promised on each host, raised only by an update that says how much may be promised at most.
create table host_capacity (
    host_id     uuid   not null primary key,
    vcpus       int    not null default 0,
    memory_mib  bigint not null default 0,
    disk_mib    bigint not null default 0,
    constraint host_capacity_host foreign key (host_id) references host (id) on delete cascade,
    constraint host_capacity_sane check (vcpus >= 0 and memory_mib >= 0 and disk_mib >= 0)
);
