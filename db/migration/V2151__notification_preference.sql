-- What differs from what everybody is told how.
create table notification_preference (
    user_id uuid        not null,
    kind    varchar(32) not null,
    way     varchar(8)  not null,
    wanted  boolean     not null,
    primary key (user_id, kind, way),
    constraint ck_notification_preference_way check (way in ('BELL', 'MAIL', 'WEBHOOK')),
    constraint fk_notification_preference_user foreign key (user_id) references user_account (id) on delete cascade
) default charset = utf8mb4 collate = utf8mb4_unicode_ci;
