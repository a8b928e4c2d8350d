-- VMs that went off without anybody wanting that and are to be started again: how often that was done in a row, when it is
-- next due (null: it is not, there were too many), and what is said of the failure.
create table vm_restart (
    vm_id  uuid         not null,
    tries  int          not null,
    due_at datetime(6)  null,
    note   varchar(500) not null,
    primary key (vm_id),
    constraint fk_vm_restart_vm foreign key (vm_id) references vm (id) on delete cascade,
    constraint ck_vm_restart_tries check (tries >= 0)
);
