alter table network_tenant
    add constraint network_tenant_tenant foreign key (tenant_id) references tenant (id) on delete cascade;
