-- Addresses that are given to VMs for as long as they live. ranges: FIRST-LAST, with commas between; dns: with blanks.
create table network_pool (
    id         uuid          not null primary key,
    network_id uuid          not null,
    cidr       varchar(64)   not null,
    gateway    varchar(45)   null,
    dns        varchar(500)  not null,
    ranges     varchar(2000) not null,
    created_at datetime(6)   not null,
    constraint network_pool_cidr unique (network_id, cidr),
    constraint network_pool_network foreign key (network_id) references network (id)
) default charset = utf8mb4 collate = utf8mb4_bin;
