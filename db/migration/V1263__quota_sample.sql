-- What was used of which limit, over time: one row per node and ten minutes in which something was different, and one an
-- hour anyway. Every portal node writes it; the key makes the second one write the same row.
create table quota_sample (
    tenant_id                uuid        not null,
    project_id               uuid        not null,
    member_id                uuid        not null,
    at                       datetime    not null,
    used_vms                 bigint      not null,
    used_vcpus               bigint      not null,
    used_memory_mib          bigint      not null,
    used_disk_mib            bigint      not null,
    used_running_vcpus       bigint      not null,
    used_running_memory_mib  bigint      not null,
    limit_vms                bigint,
    limit_vcpus              bigint,
    limit_memory_mib         bigint,
    limit_disk_mib           bigint,
    limit_running_vcpus      bigint,
    limit_running_memory_mib bigint,
    primary key (tenant_id, project_id, member_id, at),
    index quota_sample_at (at)
);
