create table network (
    id          uuid          not null primary key,
    name        varchar(64)   not null,
    description varchar(2000) not null,
    kind        varchar(32)   not null,
    source      varchar(64)   not null,
    created_at  datetime(6)   not null,
    constraint network_name unique (name),
    constraint network_kind check (kind in ('BRIDGE', 'LIBVIRT_NETWORK'))
);
