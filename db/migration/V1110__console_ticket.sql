-- One-time tickets for consoles. No foreign keys: a ticket lives for a minute and must never hold up the deletion of
-- its VM or user; whether both are still there is asked when it is used.
create table console_ticket (
    token_hash  binary(32)  not null primary key,
    vm_id       uuid        not null,
    user_id     uuid        not null,
    expires_at  datetime(6) not null,
    consumed_at datetime(6) null,
    index console_ticket_by_expiry (expires_at)
);
