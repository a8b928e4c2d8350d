create table ssh_key (
    id          uuid          not null primary key,
    user_id     uuid          not null,
    name        varchar(64)   not null,
    public_key  varchar(8192) not null,
    fingerprint varchar(64)   character set ascii collate ascii_bin not null,
    created_at  datetime(6)   not null,
    version     bigint        not null,
    constraint ssh_key_name_unique unique (user_id, name),
    constraint ssh_key_fingerprint_unique unique (user_id, fingerprint),
    constraint ssh_key_user foreign key (user_id) references user_account (id)
);
