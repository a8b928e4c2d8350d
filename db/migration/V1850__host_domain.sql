-- What was last seen of domains that are no VMs: whose they are is not known, and nothing is done to them.
create table host_domain (
    host_id     uuid         not null,
    domain_id   uuid         not null,
    name        varchar(255) not null,
    power       varchar(16)  not null,
    reason      varchar(32)  not null,
    seen_at     datetime(6)  not null,
    description longtext     not null,
    primary key (host_id, domain_id),
    index ix_host_domain_domain (domain_id),
    constraint fk_host_domain_host foreign key (host_id) references host (id) on delete cascade,
    constraint ck_host_domain_description check (json_valid(description))
) default charset = utf8mb4 collate = utf8mb4_unicode_ci;
