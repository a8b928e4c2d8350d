create table tenant (
    id         uuid        not null primary key,
    name       varchar(63) not null,
    created_at datetime(6) not null,
    constraint tenant_name_unique unique (name),
    constraint tenant_name_valid check (char_length(name) between 1 and 63)
);
