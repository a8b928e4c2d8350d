-- Limits by a name, for tenants to start with.
create table quota_template (
    id         uuid        not null primary key,
    name       varchar(63) not null,
    created_at datetime(6) not null,
    constraint quota_template_name unique (name)
) default charset = utf8mb4 collate = utf8mb4_unicode_ci;
