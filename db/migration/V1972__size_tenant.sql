-- Tenants that may use a restricted size.
create table size_tenant (
    size_id   uuid not null,
    tenant_id uuid not null,
    primary key (size_id, tenant_id),
    constraint size_tenant_size foreign key (size_id) references size (id) on delete cascade,
    constraint size_tenant_tenant foreign key (tenant_id) references tenant (id) on delete cascade
);
