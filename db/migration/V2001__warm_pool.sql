-- VMs of one version, size and network that are kept running, for whoever launches such a one next. Its project pays until then.
create table warm_pool (
    id               uuid          not null primary key,
    tenant_id        uuid          not null,
    project_id       uuid          not null,
    project_name     varchar(200)  not null,
    owner_id         uuid          not null,
    owner_name       varchar(200)  not null,
    image_version_id uuid          not null,
    image_name       varchar(200)  not null,
    image_label      varchar(100)  not null,
    guest_agent      boolean       not null,
    size_id          uuid          not null,
    size_name        varchar(200)  not null,
    network_id       uuid          not null,
    network_name     varchar(200)  not null,
    wanted           int           not null,
    failure          varchar(2000) null,
    next_try_at      datetime(6)   null,
    created_at       datetime(6)   not null,
    constraint uq_warm_pool unique (image_version_id, size_id, network_id),
    constraint ck_warm_pool_wanted check (wanted between 0 and 50)
) default charset = utf8mb4 collate = utf8mb4_bin;
