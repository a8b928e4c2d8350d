create table project (
    id         uuid        not null primary key,
    tenant_id  uuid        not null,
    name       varchar(63) not null,
    -- The tenant, if this is its default project: at most one.
    default_of uuid,
    created_at datetime(6) not null,
    constraint project_name_unique unique (tenant_id, name),
    constraint project_default_unique unique (default_of),
    constraint project_default_own check (default_of = tenant_id),
    constraint project_name_valid check (char_length(name) between 1 and 63),
    constraint project_tenant foreign key (tenant_id) references tenant (id)
);
