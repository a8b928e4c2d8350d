-- What has arrived of a copy that is not whole yet: how many bytes from the beginning on, their checksum, and since when.
alter table staged_image
    add column arrived_bytes  bigint      null,
    add column arrived_sha256 char(64)    null,
    add column arrived_at     datetime(6) null;
