-- VMs of a project that are kept together on one host, or apart on several. A strict group rather refuses a place.
create table vm_group (
    id         uuid        not null primary key,
    tenant_id  uuid        not null,
    project_id uuid        not null,
    name       varchar(63) not null,
    kind       varchar(16) not null,
    strict     boolean     not null,
    created_at datetime(6) not null,
    constraint uq_vm_group_name unique (project_id, name),
    constraint ck_vm_group_kind check (kind in ('TOGETHER', 'APART'))
) default charset = utf8mb4 collate = utf8mb4_unicode_ci;
