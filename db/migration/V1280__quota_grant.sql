-- Rises of limits that end by themselves. While active, the amount is part of the node's limit: a limit is always what
-- administrators set plus the active grants. The nil UUID stands for the levels below the node's, as in quota_node.
create table quota_grant (
    id         uuid         not null primary key,
    request_id uuid         not null,
    tenant_id  uuid         not null,
    project_id uuid         not null,
    member_id  uuid         not null,
    level_name varchar(255) not null,
    dimension  varchar(20)  not null,
    amount     bigint       not null,
    ends_at    datetime(6)  not null,
    state      varchar(8)   not null,
    given_by   varchar(255) not null,
    given_at   datetime(6)  not null,
    ended_by   varchar(255),
    ended_at   datetime(6),
    index ix_quota_grant_node (tenant_id, project_id, member_id, state),
    index ix_quota_grant_due (state, ends_at),
    index ix_quota_grant_request (request_id),
    constraint quota_grant_amount check (amount between 1 and 1000000000000),
    constraint quota_grant_state check (state in ('ACTIVE', 'ENDED', 'REVOKED'))
) default charset = utf8mb4 collate = utf8mb4_unicode_ci;
