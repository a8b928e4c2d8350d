alter table image_version
    add column format        varchar(8)     not null default 'QCOW2',
    add column architecture  varchar(16)    not null default 'X86_64',
    add column min_vcpus     int            not null default 1,
    add column min_disk_mib  bigint         not null default 0,
    add column release_notes varchar(10000) not null default '',
    add constraint image_version_format check (format in ('QCOW2', 'RAW')),
    add constraint image_version_least check (min_vcpus >= 1 and min_disk_mib >= 0);
