-- What the agent in a VM's guest said of it last.
create table vm_guest (
    vm_id   uuid        not null primary key,
    seen_at datetime(6) not null,
    report  text        not null,
    constraint fk_vm_guest_vm foreign key (vm_id) references vm (id) on delete cascade
);
