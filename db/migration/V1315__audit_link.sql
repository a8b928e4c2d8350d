-- The chain over the entries: each hash covers its entry, its number and the hash before it. Append-only.
create table audit_link (
    seq      bigint     not null primary key,
    entry_id bigint     not null,
    hash     binary(32) not null,
    constraint audit_link_entry unique (entry_id),
    constraint audit_link_seq check (seq > 0)
);
