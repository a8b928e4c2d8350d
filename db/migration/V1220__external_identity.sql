-- Who somebody is at the identity provider. Found by these two alone: never by a name or an address, which others can take.
create table external_identity (
    issuer        varchar(255) character set utf8mb4 collate utf8mb4_bin not null,
    subject       varchar(255) character set utf8mb4 collate utf8mb4_bin not null,
    user_id       uuid         not null,
    email         varchar(254),
    -- Given by the rules at the last sign-in, beside what the account has by hand.
    platform_role varchar(32),
    -- When the claims that were applied last were issued: older ones change nothing.
    applied_at    datetime(6)  not null,
    primary key (issuer, subject),
    constraint external_identity_user_unique unique (user_id),
    constraint external_identity_user foreign key (user_id) references user_account (id) on delete cascade,
    constraint external_identity_role_valid check (platform_role in ('PLATFORM_ADMIN', 'PLATFORM_AUDITOR'))
);
