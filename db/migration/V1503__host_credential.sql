-- What lets the portal into hosts. The secret is sealed with the portal's key and never leaves it.
create table host_credential (
    id          uuid          not null primary key,
    public_text varchar(4000) not null,
    sealed      blob          not null,
    created_at  datetime(6)   not null
);
