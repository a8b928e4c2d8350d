-- The discs in VMs' drives. A drive without a row is empty; a disc that is on its way into one is needed already.
create table vm_drive (
    vm_id       uuid         not null,
    number      int          not null,
    version_id  uuid         null,
    image_name  varchar(200) not null default '',
    image_label varchar(100) not null default '',
    coming_id   uuid         null,
    primary key (vm_id, number),
    constraint vm_drive_vm foreign key (vm_id) references vm (id) on delete cascade,
    constraint vm_drive_number check (number between 1 and 2),
    index ix_vm_drive_version (version_id),
    index ix_vm_drive_coming (coming_id)
);
