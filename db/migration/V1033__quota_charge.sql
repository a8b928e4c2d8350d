-- The ledger. No foreign keys: a charge locks its rows and nothing else, and outlives whatever it was for until released.
create table quota_charge (
    kind               varchar(16) not null,
    subject            uuid        not null,
    tenant_id          uuid        not null,
    project_id         uuid        not null,
    member_id          uuid        not null,
    vms                bigint      not null,
    vcpus              bigint      not null,
    memory_mib         bigint      not null,
    disk_mib           bigint      not null,
    running_vcpus      bigint      not null,
    running_memory_mib bigint      not null,
    charged_at         datetime(6) not null,
    -- How often it was asked for again; makes the insert tell a new row from one that was there.
    repeats            int         not null default 0,
    primary key (kind, subject),
    constraint quota_charge_kind check (kind in ('VM', 'VM_RUNNING')),
    constraint quota_charge_amounts check (
        vms >= 0 and vcpus >= 0 and memory_mib >= 0 and disk_mib >= 0 and running_vcpus >= 0 and running_memory_mib >= 0)
);
