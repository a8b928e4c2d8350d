-- Kept also while the domain is not there, so that it stays ignored when it comes back.
create table host_domain_ignored (
    host_id    uuid         not null,
    domain_id  uuid         not null,
    by_name    varchar(100) not null,
    ignored_at datetime(6)  not null,
    primary key (host_id, domain_id),
    constraint fk_host_domain_ignored_host foreign key (host_id) references host (id) on delete cascade
) default charset = utf8mb4 collate = utf8mb4_unicode_ci;
