-- What drives have on their host where that is not what is written here; of an adopted VM, whatever they have.
create table vm_drive_outside (
    vm_id  uuid         not null,
    number int          not null,
    target varchar(20)  not null,
    file   varchar(200) not null,
    opened boolean      not null,
    primary key (vm_id, number),
    constraint vm_drive_outside_vm foreign key (vm_id) references vm (id) on delete cascade
);
