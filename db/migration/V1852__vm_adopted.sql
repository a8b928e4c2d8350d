-- VMs that Slipway did not make: their definition stays as it was found, and is kept to bring it back.
create table vm_adopted (
    vm_id       uuid         not null primary key,
    domain_name varchar(255) not null,
    definition  longtext     not null,
    constraint fk_vm_adopted_vm foreign key (vm_id) references vm (id) on delete cascade
) default charset = utf8mb4 collate = utf8mb4_unicode_ci;
