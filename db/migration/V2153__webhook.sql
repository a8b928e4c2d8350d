-- Addresses that people have called. Address and secret are sealed: either may be all it takes to speak there. The place is
-- one of so many that a person has.
create table webhook (
    id              uuid            not null primary key,
    user_id         uuid            not null,
    place           int             not null,
    name            varchar(64)     not null,
    sealed_url      varbinary(2200) not null,
    sealed_secret   varbinary(200)  not null,
    created_at      datetime(6)     not null,
    last_success_at datetime(6)     null,
    off_since       datetime(6)     null,
    off_because     varchar(300)    null,
    constraint uq_webhook_place unique (user_id, place),
    constraint ck_webhook_place check (place between 1 and 5),
    constraint ck_webhook_name check (char_length(name) between 1 and 64),
    constraint ck_webhook_off check ((off_since is null) = (off_because is null)),
    constraint fk_webhook_user foreign key (user_id) references user_account (id) on delete cascade
) default charset = utf8mb4 collate = utf8mb4_unicode_ci;
