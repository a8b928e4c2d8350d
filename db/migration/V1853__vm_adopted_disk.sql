create table vm_adopted_disk (
    vm_id        uuid         not null,
    position     int          not null,
    target       varchar(32)  not null,
    pool         varchar(63)  not null,
    volume       varchar(127) not null,
    capacity_mib bigint       not null,
    primary key (vm_id, position),
    index ix_vm_adopted_disk_volume (pool, volume),
    constraint fk_vm_adopted_disk_vm foreign key (vm_id) references vm (id) on delete cascade
) default charset = utf8mb4 collate = utf8mb4_unicode_ci;
