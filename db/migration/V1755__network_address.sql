-- Who has which address. It goes with its VM; a pool with any stays.
create table network_address (
    network_id uuid        not null,
    address    varchar(45) not null,
    pool_id    uuid        not null,
    vm_id      uuid        not null,
    taken_at   datetime(6) not null,
    primary key (network_id, address),
    constraint network_address_once unique (vm_id, pool_id),
    constraint network_address_pool foreign key (pool_id) references network_pool (id),
    constraint network_address_vm foreign key (vm_id) references vm (id) on delete cascade
) default charset = utf8mb4 collate = utf8mb4_bin;
