create table vm_group_member (
    group_id uuid not null,
    vm_id    uuid not null,
    primary key (group_id, vm_id),
    index ix_vm_group_member_vm (vm_id),
    constraint fk_vm_group_member_group foreign key (group_id) references vm_group (id) on delete cascade,
    constraint fk_vm_group_member_vm foreign key (vm_id) references vm (id) on delete cascade
);
