-- Logout tokens that were obeyed: each counts once, on whatever node.
create table logout_token (
    id_hash char(64)    character set ascii collate ascii_bin not null primary key,
    seen_at datetime(6) not null,
    index logout_token_age (seen_at)
);
