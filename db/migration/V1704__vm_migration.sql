-- A VM on its way from host to host. shared_storage is empty until it was looked whether both use the same storage.
create table vm_migration (
    vm_id          uuid    not null primary key,
    from_host      uuid    not null,
    to_host        uuid    not null,
    live           boolean not null,
    shared_storage boolean null,
    constraint vm_migration_vm foreign key (vm_id) references vm (id) on delete cascade,
    constraint vm_migration_elsewhere check (from_host <> to_host)
);
