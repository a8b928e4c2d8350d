create table quota_root (
    id tinyint not null primary key,
    constraint quota_root_single check (id = 1)
);
