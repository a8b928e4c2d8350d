-- Mails and calls on their way. Taken by one portal node at a time, until taken_until at most; whoever writes an end to it
-- must still be the taker.
create table notice_delivery (
    id              uuid         not null primary key,
    user_id         uuid         not null,
    way             varchar(8)   not null,
    purpose         varchar(16)  not null,
    notification_id uuid         null,
    webhook_id      uuid         null,
    state           varchar(8)   not null,
    attempts        int          not null default 0,
    due_at          datetime(6)  not null,
    taken_by        uuid         null,
    taken_until     datetime(6)  null,
    result          varchar(300) null,
    created_at      datetime(6)  not null,
    ended_at        datetime(6)  null,
    constraint ck_notice_delivery_way check ((way = 'WEBHOOK') = (webhook_id is not null)),
    constraint ck_notice_delivery_purpose check ((purpose = 'NOTIFICATION') = (notification_id is not null)),
    constraint ck_notice_delivery_state check (state in ('WAITING', 'DONE', 'FAILED', 'DROPPED')),
    constraint ck_notice_delivery_ended check ((state = 'WAITING') = (ended_at is null)),
    index ix_notice_delivery_due (state, due_at),
    index ix_notice_delivery_user (user_id, way, created_at),
    index ix_notice_delivery_webhook (webhook_id, state, created_at),
    index ix_notice_delivery_age (ended_at)
) default charset = utf8mb4 collate = utf8mb4_unicode_ci;
