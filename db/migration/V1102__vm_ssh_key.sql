-- As they were at launch: what the guest was given, whatever becomes of the profile's keys.
create table vm_ssh_key (
    vm_id       uuid          not null,
    position    int           not null,
    public_key  varchar(4000) not null,
    primary key (vm_id, position),
    constraint fk_vm_ssh_key_vm foreign key (vm_id) references vm (id) on delete cascade
) default charset = utf8mb4 collate = utf8mb4_unicode_ci;
