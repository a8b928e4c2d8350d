create table image (
    id              uuid          not null primary key,
    name            varchar(100)  not null,
    description     varchar(2000) not null,
    current_version uuid          null,
    created_at      datetime(6)   not null,
    constraint image_name unique (name)
);
