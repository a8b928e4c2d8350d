-- One row: who holds it links entries, one node at a time. The id tells one chain from another, such as after a new start.
create table audit_chain (
    single   tinyint not null primary key,
    chain_id uuid    not null,
    constraint audit_chain_single check (single = 1)
);
