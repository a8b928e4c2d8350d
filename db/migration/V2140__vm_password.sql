-- The password that a guest is about to be given, sealed, and only until it has been.
create table vm_password (
    vm_id  uuid           not null,
    sealed varbinary(400) not null,
    primary key (vm_id),
    constraint fk_vm_password_vm foreign key (vm_id) references vm (id) on delete cascade
);
