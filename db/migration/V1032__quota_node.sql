-- One row per tenant, per project and per member of a project. Levels below are the nil UUID.
-- Used may be above a limit (limits can be lowered, facts are charged anyway); growth past it is refused by the update.
create table quota_node (
    tenant_id                uuid       not null,
    project_id               uuid       not null,
    member_id                uuid       not null,
    level                    varchar(8) not null,
    used_vms                 bigint     not null default 0,
    used_vcpus               bigint     not null default 0,
    used_memory_mib          bigint     not null default 0,
    used_disk_mib            bigint     not null default 0,
    used_running_vcpus       bigint     not null default 0,
    used_running_memory_mib  bigint     not null default 0,
    limit_vms                bigint,
    limit_vcpus              bigint,
    limit_memory_mib         bigint,
    limit_disk_mib           bigint,
    limit_running_vcpus      bigint,
    limit_running_memory_mib bigint,
    primary key (tenant_id, project_id, member_id),
    constraint quota_node_level check (
        (level = 'TENANT' and project_id = '00000000-0000-0000-0000-000000000000' and member_id = '00000000-0000-0000-0000-000000000000')
        or (level = 'PROJECT' and project_id <> '00000000-0000-0000-0000-000000000000' and member_id = '00000000-0000-0000-0000-000000000000')
        or (level = 'MEMBER' and project_id <> '00000000-0000-0000-0000-000000000000' and member_id <> '00000000-0000-0000-0000-000000000000')),
    constraint quota_node_used_vms check (used_vms >= 0),
    constraint quota_node_used_vcpus check (used_vcpus >= 0),
    constraint quota_node_used_memory check (used_memory_mib >= 0),
    constraint quota_node_used_disk check (used_disk_mib >= 0),
    constraint quota_node_used_running_vcpus check (used_running_vcpus >= 0),
    constraint quota_node_used_running_memory check (used_running_memory_mib >= 0),
    constraint quota_node_limit_vms check (limit_vms between 0 and 1000000000000),
    constraint quota_node_limit_vcpus check (limit_vcpus between 0 and 1000000000000),
    constraint quota_node_limit_memory check (limit_memory_mib between 0 and 1000000000000),
    constraint quota_node_limit_disk check (limit_disk_mib between 0 and 1000000000000),
    constraint quota_node_limit_running_vcpus check (limit_running_vcpus between 0 and 1000000000000),
    constraint quota_node_limit_running_memory check (limit_running_memory_mib between 0 and 1000000000000)
);
