-- The second and all further VMs of a launch of several by one key.
create table vm_launch_key_more (
    owner_id      uuid         not null,
    launch_key    varchar(100) character set utf8mb4 collate utf8mb4_bin not null,
    position      int          not null,
    vm_id         uuid         not null,
    operation_id  uuid         not null,
    primary key (owner_id, launch_key, position),
    constraint vm_launch_key_more_key foreign key (owner_id, launch_key)
        references vm_launch_key (owner_id, launch_key) on delete cascade
) default charset = utf8mb4 collate = utf8mb4_unicode_ci;
