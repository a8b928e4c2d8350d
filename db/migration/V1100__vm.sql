-- The id is the domain's UUID on its host. What is kept of size, image and people is how they were at launch.
-- live_name is the name while it is taken; empty after a failed launch, so that the name is free again.
-- status is what people see, made of the other columns by the database itself, so that it can never differ from them.
create table vm (
    id                 uuid          not null primary key,
    tenant_id          uuid          not null,
    tenant_name        varchar(100)  not null,
    project_id         uuid          not null,
    project_name       varchar(100)  not null,
    owner_id           uuid          not null,
    owner_name         varchar(100)  not null,
    name               varchar(63)   not null,
    live_name          varchar(63)   null,
    lifecycle          varchar(16)   not null,
    under_way          varchar(16)   null,
    delete_requested   boolean       not null default false,
    wanted_power       varchar(8)    not null,
    observed_power     varchar(16)   not null,
    observed_at        datetime(6)   not null,
    observed_since     datetime(6)   not null,
    host_silent_since  datetime(6)   null,
    power_note         varchar(500)  null,
    changed_at         datetime(6)   not null,
    host_id            uuid          null,
    size_name          varchar(100)  not null,
    vcpus              int           not null,
    memory_mib         bigint        not null,
    disk_mib           bigint        not null,
    image_version_id   uuid          not null,
    image_name         varchar(200)  not null,
    image_label        varchar(100)  not null,
    default_user       varchar(64)   not null,
    firmware           varchar(8)    not null,
    cloud_init         boolean       not null,
    addresses          varchar(1000) not null default '',
    user_data          text          null,
    failure_code       varchar(100)  null,
    failure            varchar(2000) null,
    created_at         datetime(6)   not null,
    status             varchar(16)   generated always as (
        case
            when lifecycle <> 'READY' then lifecycle
            when under_way = 'START' then 'STARTING'
            when under_way = 'SHUTDOWN' then 'SHUTTING_DOWN'
            when under_way = 'REBOOT' then 'REBOOTING'
            when under_way = 'FORCE_OFF' then 'STOPPING'
            when host_silent_since is not null then 'UNKNOWN'
            when observed_power = 'OFF' then 'STOPPED'
            else observed_power
        end) stored,
    constraint uq_vm_live_name unique (project_id, live_name),
    constraint ck_vm_lifecycle check (lifecycle in ('LAUNCHING', 'READY', 'FAILED', 'DELETING')),
    constraint ck_vm_under_way check (under_way is null
        or (lifecycle = 'READY' and under_way in ('START', 'SHUTDOWN', 'REBOOT', 'FORCE_OFF'))),
    constraint ck_vm_wanted check (wanted_power in ('ON', 'OFF')),
    constraint ck_vm_observed check (observed_power in ('RUNNING', 'PAUSED', 'SHUTTING_DOWN', 'OFF', 'CRASHED', 'MISSING')),
    constraint ck_vm_resources check (vcpus > 0 and memory_mib > 0 and disk_mib > 0),
    constraint ck_vm_ready_has_host check (lifecycle <> 'READY' or host_id is not null),
    index ix_vm_project_created (project_id, created_at),
    index ix_vm_project_status (project_id, status),
    index ix_vm_host (host_id, lifecycle)
) default charset = utf8mb4 collate = utf8mb4_unicode_ci;
