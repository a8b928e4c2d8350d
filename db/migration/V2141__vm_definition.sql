-- What a VM's host has written down of it, in libvirt's own words, as it was seen: the last few that differ, compressed.
create table vm_definition (
    vm_id   uuid        not null,
    seen_at datetime(6) not null,
    digest  binary(32)  not null,
    gzip    mediumblob  not null,
    primary key (vm_id, seen_at),
    constraint fk_vm_definition_vm foreign key (vm_id) references vm (id) on delete cascade
);
