create table sign_in_attempt (
    name          varchar(64) character set ascii collate ascii_general_ci not null primary key,
    failures      int         not null,
    last_at       datetime(6) not null,
    blocked_until datetime(6) not null,
    constraint sign_in_attempt_failures_valid check (failures >= 0)
);
