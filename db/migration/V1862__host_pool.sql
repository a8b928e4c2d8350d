-- Storage pools of hosts, as they were last seen. MAKING: an operation makes it. GONE: the host does not know it any more.
create table host_pool (
    id            uuid          not null primary key,
    host_id       uuid          not null,
    name          varchar(255)  not null,
    type          varchar(32)   not null,
    path          varchar(1000) not null,
    state         varchar(16)   not null,
    capacity_mib  bigint        not null,
    allocated_mib bigint        not null,
    available_mib bigint        not null,
    changed_at    datetime(6)   not null,
    constraint uq_host_pool_name unique (host_id, name),
    constraint fk_host_pool_host foreign key (host_id) references host (id) on delete cascade,
    constraint ck_host_pool_state check (state in ('MAKING', 'ACTIVE', 'STOPPED', 'GONE'))
) default charset = utf8mb4 collate = utf8mb4_bin;
