-- Codes from an app (RFC 6238). The secret is sealed with the portal's key; the last step taken keeps a code from being
-- used twice.
create table second_factor (
    user_id       uuid           not null primary key,
    sealed_secret varbinary(128) not null,
    created_at    datetime(6)    not null,
    confirmed_at  datetime(6),
    last_step     bigint         not null,
    constraint second_factor_user foreign key (user_id) references user_account (id)
);
