create table user_account (
    id            uuid         not null primary key,
    name          varchar(64)  character set ascii collate ascii_general_ci not null,
    display_name  varchar(100) not null,
    password_hash varchar(255) not null,
    platform_role varchar(32),
    enabled       boolean      not null,
    created_at    datetime(6)  not null,
    version       bigint       not null,
    constraint user_account_name_unique unique (name),
    constraint user_account_name_valid check (name regexp '^[a-z0-9._-]{2,64}$'),
    constraint user_account_platform_role_valid check (platform_role in ('PLATFORM_ADMIN', 'PLATFORM_AUDITOR'))
);
