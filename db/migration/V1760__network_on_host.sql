-- Networks that the portal has made on hosts. Outlives the network until the host has let go of it.
create table network_on_host (
    host_id    uuid          not null,
    network_id uuid          not null,
    ready      boolean       not null,
    trouble    varchar(1000) null,
    changed_at datetime(6)   not null,
    primary key (host_id, network_id),
    constraint network_on_host_host foreign key (host_id) references host (id) on delete cascade
) default charset = utf8mb4 collate = utf8mb4_unicode_ci;
