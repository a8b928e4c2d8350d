-- VMs that are being made into images, or were. Only so many have a slot at once; has_base is empty until its disk was looked at.
create table vm_promotion (
    id               uuid        not null primary key,
    vm_id            uuid        not null,
    slot             int         null,
    owner_tenant_id  uuid        null,
    owner_project_id uuid        null,
    draft            longtext    not null,
    has_base         boolean     null,
    sha256           char(64)    null,
    version_id       uuid        null,
    fresh            boolean     not null default false,
    created_at       datetime(6) not null,
    constraint vm_promotion_vm foreign key (vm_id) references vm (id) on delete cascade,
    constraint vm_promotion_slot unique (slot),
    constraint vm_promotion_owner check ((owner_tenant_id is null) = (owner_project_id is null)),
    constraint vm_promotion_draft check (json_valid(draft))
) default charset = utf8mb4 collate = utf8mb4_bin;
