-- A VM whose disk is lent to clones of it: held by an operation until each has its copy. live: its disk is copied as it is at
-- one moment while it runs. ready: the clones may read. failure: why they never will.
create table vm_loan (
    id         uuid          not null,
    source_id  uuid          not null,
    live       boolean       not null,
    ready      boolean       not null default false,
    failure    varchar(2000) null,
    created_at datetime(6)   not null,
    ended_at   datetime(6)   null,
    primary key (id)
);
