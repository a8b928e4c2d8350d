-- One part of a request; each level is decided by whoever may, and the request is approved when all of them are.
create table quota_request_line (
    request_id    uuid        not null,
    level         varchar(8)  not null,
    dimension     varchar(20) not null,
    asked         bigint      not null,
    granted       bigint,
    granted_until datetime(6),
    decided_by    varchar(255),
    decided_at    datetime(6),
    primary key (request_id, level, dimension),
    constraint fk_quota_request_line foreign key (request_id) references quota_request (id) on delete cascade,
    constraint quota_request_line_level check (level in ('TENANT', 'PROJECT', 'MEMBER')),
    constraint quota_request_line_asked check (asked between 1 and 1000000000000),
    constraint quota_request_line_granted check (granted between 0 and 1000000000000),
    constraint quota_request_line_decided check ((granted is null) = (decided_at is null))
) default charset = utf8mb4 collate = utf8mb4_unicode_ci;
