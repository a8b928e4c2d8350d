-- Who signed the file that a version was published from, or the list of checksums that it is in.
create table image_signature (
    version_id  uuid         not null primary key,
    key_name    varchar(100) not null,
    owner       varchar(200) not null,
    fingerprint varchar(64)  not null,
    signed_of   varchar(16)  not null,
    signed_at   datetime(6)  not null,
    constraint fk_image_signature_version foreign key (version_id) references image_version (id) on delete cascade,
    constraint ck_image_signature_of check (signed_of in ('FILE', 'CHECKSUMS'))
) default charset = utf8mb4 collate = utf8mb4_bin;
