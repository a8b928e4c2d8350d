create table recovery_code (
    user_id   uuid     not null,
    code_hash char(64) character set ascii collate ascii_bin not null,
    used_at   datetime(6),
    primary key (user_id, code_hash),
    constraint recovery_code_user foreign key (user_id) references user_account (id)
);
