create table host (
    id                  uuid          not null primary key,
    name                varchar(64)   not null,
    uri                 varchar(1000) not null,
    pool                varchar(63)   not null,
    pool_path           varchar(1000) not null,
    enabled             boolean       not null,
    forced_acceleration varchar(16)   null,
    probed_acceleration varchar(16)   null,
    acceleration        varchar(16)   null,
    host_uuid           uuid          null,
    hypervisor_version  varchar(200)  not null default '',
    architecture        varchar(32)   not null default '',
    cpus                int           not null default 0,
    memory_mib          bigint        not null default 0,
    pool_capacity_mib   bigint        not null default 0,
    pool_available_mib  bigint        not null default 0,
    last_seen           datetime(6)   null,
    -- Set while it does not answer, from the start until it did for the first time.
    silent_since        datetime(6)   null,
    trouble             varchar(1000) null,
    -- Which node looks at it, by the database's clock.
    watcher             varchar(64)   null,
    watched_until       datetime(6)   null,
    looks_asked         bigint        not null default 0,
    created_at          datetime(6)   not null,
    constraint host_name unique (name),
    constraint host_machine unique (host_uuid)
);
