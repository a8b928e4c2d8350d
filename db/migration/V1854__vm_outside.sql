-- A row only while a VM's definition on its host differs from what is written here of it.
create table vm_outside (
    vm_id      uuid         not null primary key,
    name       varchar(255) not null,
    vcpus      int          not null,
    memory_mib bigint       not null,
    noticed_at datetime(6)  not null,
    constraint fk_vm_outside_vm foreign key (vm_id) references vm (id) on delete cascade
) default charset = utf8mb4 collate = utf8mb4_unicode_ci;
