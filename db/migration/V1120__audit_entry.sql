-- Append-only: the portal inserts and reads. No foreign keys, since an entry outlives what it tells of, and the target is
-- text, since a refusal keeps also ids that somebody made up, which are no UUIDs to the database.
create table audit_entry (
    id          bigint        not null auto_increment primary key,
    at          datetime(6)   not null,
    actor_id    uuid,
    actor_name  varchar(80)   not null,
    origin      varchar(64)   not null,
    action      varchar(64)   not null,
    target_type varchar(32)   not null,
    target_id   varchar(36)   character set ascii collate ascii_bin,
    target_name varchar(255)  not null,
    project_id  uuid,
    outcome     varchar(8)    not null,
    code        varchar(64),
    detail      varchar(2000) not null,
    index audit_entry_target (target_id, id),
    index audit_entry_project (project_id, id),
    index audit_entry_actor (actor_id, id),
    constraint audit_entry_outcome check (outcome in ('DONE', 'REFUSED')),
    constraint audit_entry_code check ((outcome = 'REFUSED') = (code is not null))
);
