-- VMs that are made of another one. settled: needs the other one's disk no longer, since it has its copy, or gets none.
create table vm_clone (
    vm_id       uuid        not null,
    loan_id     uuid        not null,
    position    int         not null,
    source_id   uuid        not null,
    source_name varchar(63) not null,
    starts      boolean     not null,
    settled     boolean     not null default false,
    primary key (vm_id),
    constraint vm_clone_position unique (loan_id, position),
    constraint vm_clone_vm foreign key (vm_id) references vm (id) on delete cascade
);
