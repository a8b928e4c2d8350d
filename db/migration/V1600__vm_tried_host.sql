-- Hosts on which the launch of a VM failed: it is not tried there again.
create table vm_tried_host (
    vm_id    uuid        not null,
    host_id  uuid        not null,
    tried_at datetime(6) not null,
    primary key (vm_id, host_id),
    constraint fk_vm_tried_host_vm foreign key (vm_id) references vm (id) on delete cascade
);
