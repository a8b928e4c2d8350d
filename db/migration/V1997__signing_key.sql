-- Makers' public OpenPGP keys that administrators trust; what is imported may have to be signed by one of them.
create table signing_key (
    id          uuid         not null primary key,
    name        varchar(100) not null,
    owner       varchar(200) not null,
    fingerprint varchar(64)  not null,
    armoured    mediumtext   not null,
    added_by    varchar(255) not null,
    added_at    datetime(6)  not null,
    constraint uq_signing_key_name unique (name),
    constraint uq_signing_key_fingerprint unique (fingerprint),
    constraint ck_signing_key_armoured check (char_length(armoured) <= 65536)
) default charset = utf8mb4 collate = utf8mb4_bin;
