-- Who is signed in, on which node ever. The id is no secret: the browser's cookie is another one, known to its node only.
create table user_session (
    id               uuid         not null primary key,
    user_id          uuid         not null,
    means            varchar(16)  not null,
    issuer           varchar(255) character set utf8mb4 collate utf8mb4_bin,
    provider_session varchar(255) character set utf8mb4 collate utf8mb4_bin,
    subject          varchar(255) character set utf8mb4 collate utf8mb4_bin,
    started_at       datetime(6)  not null,
    last_seen_at     datetime(6)  not null,
    origin           varchar(64)  not null,
    user_agent       varchar(255) not null,
    ended_at         datetime(6),
    ended_why        varchar(32),
    index user_session_of (user_id, ended_at),
    index user_session_at_provider (issuer, provider_session),
    index user_session_of_subject (issuer, subject),
    index user_session_seen (last_seen_at),
    constraint user_session_user foreign key (user_id) references user_account (id),
    constraint user_session_means_valid check (means in ('LOCAL', 'SSO')),
    constraint user_session_ended_with_reason check ((ended_at is null) = (ended_why is null))
);
