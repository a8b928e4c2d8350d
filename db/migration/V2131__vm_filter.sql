-- What people look for in lists of VMs again and again. The place is one of so many that a person has, so that two requests
-- at once cannot both get the last one.
create table vm_filter (
    id         uuid         not null primary key,
    user_id    uuid         not null,
    place      int          not null,
    project_id uuid         not null,
    name       varchar(64)  not null,
    search     varchar(100) not null,
    statuses   varchar(500) not null,
    tags       varchar(700) not null,
    constraint uq_vm_filter_place unique (user_id, place),
    constraint uq_vm_filter_name unique (user_id, project_id, name),
    constraint ck_vm_filter_place check (place between 1 and 50),
    constraint ck_vm_filter_name check (char_length(name) between 1 and 64),
    constraint fk_vm_filter_user foreign key (user_id) references user_account (id) on delete cascade,
    constraint fk_vm_filter_project foreign key (project_id) references project (id) on delete cascade
) default charset = utf8mb4 collate = utf8mb4_unicode_ci;
