-- Where a person reads e-mail. One is used only once who reads it has given back the code that was sent there.
create table mail_address (
    user_id    uuid          not null primary key,
    address    varchar(254)  null,
    wanted     varchar(254)  null,
    code_hash  varbinary(32) null,
    code_until datetime(6)   null,
    tries      int           not null default 0,
    constraint ck_mail_address_some check (address is not null or wanted is not null),
    constraint fk_mail_address_user foreign key (user_id) references user_account (id) on delete cascade
) default charset = utf8mb4 collate = utf8mb4_unicode_ci;
