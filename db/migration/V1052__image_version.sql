-- A published version never changes: nothing updates this table.
create table image_version (
    id              uuid         not null primary key,
    image_id        uuid         not null,
    number          int          not null,
    label           varchar(64)  not null,
    os              varchar(200) not null,
    default_user    varchar(32)  not null,
    firmware        varchar(16)  not null,
    cloud_init      boolean      not null,
    guest_agent     boolean      not null,
    min_memory_mib  bigint       not null,
    virtual_bytes   bigint       not null,
    file_bytes      bigint       not null,
    sha256          char(64)     not null,
    published_at    datetime(6)  not null,
    constraint image_version_image foreign key (image_id) references image (id),
    constraint image_version_number unique (image_id, number),
    constraint image_version_content unique (image_id, sha256),
    constraint image_version_bytes check (virtual_bytes > 0 and file_bytes > 0),
    constraint image_version_memory check (min_memory_mib >= 0)
);
