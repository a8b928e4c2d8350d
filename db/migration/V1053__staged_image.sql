-- One row for each content on each host, whatever number of versions have that content.
create table staged_image (
    sha256          char(64)     not null,
    host_id         uuid         not null,
    pool            varchar(63)  not null,
    state           varchar(16)  not null,
    volume          varchar(127) not null,
    allocated_bytes bigint       not null,
    -- Counts takeovers: whoever transfers may write only while the number is still his.
    epoch           bigint       not null,
    leased_until    datetime(6)  not null,
    changed_at      datetime(6)  not null,
    primary key (sha256, host_id, pool),
    constraint staged_image_state check (state in ('STAGING', 'READY'))
);
