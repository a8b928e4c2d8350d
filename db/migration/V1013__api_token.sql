create table api_token (
    id           uuid        not null primary key,
    user_id      uuid        not null,
    name         varchar(64) not null,
    prefix       varchar(16) character set ascii collate ascii_bin not null,
    secret_hash  varchar(64) character set ascii collate ascii_bin not null,
    created_at   datetime(6) not null,
    expires_at   datetime(6),
    last_used_at datetime(6),
    version      bigint      not null,
    index api_token_prefix (prefix),
    index api_token_owner (user_id),
    constraint api_token_hash_unique unique (secret_hash),
    constraint api_token_user foreign key (user_id) references user_account (id)
);
