-- Whose turn it is at a pool: so many at once, by the database's clock, so that a node that dies gives its turns back.
create table pool_turn (
    host_id uuid        not null,
    pool    varchar(63) not null,
    turn    int         not null,
    holder  uuid        null,
    until   datetime(6) null,
    primary key (host_id, pool, turn),
    index ix_pool_turn_holder (holder),
    constraint fk_pool_turn_host foreign key (host_id) references host (id) on delete cascade
) default charset = utf8mb4 collate = utf8mb4_bin;
