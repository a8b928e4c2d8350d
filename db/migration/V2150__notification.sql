-- What people are told. No foreign keys: a row is written in the transaction of what it tells of, which must hold neither
-- its person's row nor its VM's for that. told_key is what is told once only, such as a reminder.
create table notification (
    id          uuid          not null primary key,
    user_id     uuid          not null,
    kind        varchar(32)   not null,
    told_key    varchar(120)  null,
    title       varchar(200)  not null,
    text        varchar(1000) not null,
    target_type varchar(32)   null,
    target_id   uuid          null,
    tenant_id   uuid          null,
    project_id  uuid          null,
    in_bell     boolean       not null,
    told_at     datetime(6)   not null,
    read_at     datetime(6)   null,
    constraint uq_notification_told unique (user_id, told_key),
    constraint ck_notification_target check ((target_type is null) = (target_id is null)),
    index ix_notification_user (user_id, in_bell, told_at, id),
    index ix_notification_unread (user_id, in_bell, read_at, told_at),
    index ix_notification_age (told_at)
) default charset = utf8mb4 collate = utf8mb4_unicode_ci;
