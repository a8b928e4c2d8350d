-- Versions from which nothing new is launched. Beside image_version, since that never changes.
create table image_withdrawal (
    version_id   uuid         not null primary key,
    reason       varchar(500) not null,
    withdrawn_at datetime(6)  not null,
    constraint image_withdrawal_version foreign key (version_id) references image_version (id) on delete cascade
);
