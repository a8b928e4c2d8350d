-- A run of the check list: on a host that is to be registered (host_id is null until it is), or on one that is.
create table host_check (
    id                  uuid          not null primary key,
    host_id             uuid          null,
    name                varchar(64)   not null,
    uri                 varchar(1000) not null,
    pool_path           varchar(1000) not null,
    forced_acceleration varchar(16)   null,
    started_at          datetime(6)   not null,
    -- Whatever has not come to an end by then never will.
    ends_by             datetime(6)   not null,
    ended_at            datetime(6)   null,
    constraint host_check_host foreign key (host_id) references host (id) on delete cascade,
    index host_check_age (started_at)
);
