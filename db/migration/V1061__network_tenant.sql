-- Who may use a network; one without a row here is every tenant's.
create table network_tenant (
    network_id uuid not null,
    tenant_id  uuid not null,
    primary key (network_id, tenant_id),
    constraint network_tenant_network foreign key (network_id) references network (id) on delete cascade
);
