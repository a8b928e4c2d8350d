create table host_volume (
    pool_id       uuid          not null,
    name          varchar(127)  not null,
    path          varchar(1000) not null,
    capacity_mib  bigint        not null,
    allocated_mib bigint        not null,
    primary key (pool_id, name),
    constraint fk_host_volume_pool foreign key (pool_id) references host_pool (id) on delete cascade
) default charset = utf8mb4 collate = utf8mb4_bin;
