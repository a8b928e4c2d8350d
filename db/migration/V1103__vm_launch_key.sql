-- Outlives its VM, so that a request that is sent again after all is still the same launch.
create table vm_launch_key (
    owner_id      uuid         not null,
    launch_key    varchar(100) character set utf8mb4 collate utf8mb4_bin not null,
    request_hash  char(64)     not null,
    vm_id         uuid         not null,
    operation_id  uuid         null,
    created_at    datetime(6)  not null,
    primary key (owner_id, launch_key),
    index ix_vm_launch_key_created (created_at)
) default charset = utf8mb4 collate = utf8mb4_unicode_ci;
