create table sign_in_rule (
    id             uuid         not null primary key,
    position       int          not null,
    claim          varchar(255) not null,
    value          varchar(255) not null,
    role           varchar(32)  not null,
    tenant         varchar(63),
    project        varchar(63),
    create_missing boolean      not null,
    constraint sign_in_rule_role_valid check (role in ('PLATFORM_ADMIN', 'PLATFORM_AUDITOR', 'TENANT_ADMIN',
        'PROJECT_MANAGER', 'PROJECT_MEMBER', 'PROJECT_VIEWER'))
);
