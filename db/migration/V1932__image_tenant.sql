-- Tenants with which an image is shared.
create table image_tenant (
    image_id  uuid not null,
    tenant_id uuid not null,
    primary key (image_id, tenant_id),
    constraint image_tenant_image foreign key (image_id) references image (id) on delete cascade,
    constraint image_tenant_tenant foreign key (tenant_id) references tenant (id) on delete cascade
);
