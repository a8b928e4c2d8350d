-- How long the VMs of a tenant may stay; a tenant without one lets them stay for ever. extensions null: as often as liked.
-- most_days null: as long as liked, all extensions together.
create table lease_policy (
    tenant_id    uuid not null,
    longest_days int  not null,
    extensions   int  null,
    most_days    int  null,
    grace_days   int  not null,
    primary key (tenant_id),
    constraint fk_lease_policy_tenant foreign key (tenant_id) references tenant (id) on delete cascade,
    constraint ck_lease_policy_longest check (longest_days between 1 and 3650),
    constraint ck_lease_policy_extensions check (extensions is null or extensions between 0 and 1000),
    constraint ck_lease_policy_most check (most_days is null or most_days between longest_days and 36500),
    constraint ck_lease_policy_grace check (grace_days between 1 and 365)
);
