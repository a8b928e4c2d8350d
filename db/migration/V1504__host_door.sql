alter table host
    add column credential_id uuid null,
    -- The key that the host proved itself with when it was accepted.
    add column host_key varchar(2000) null,
    add constraint host_credential foreign key (credential_id) references host_credential (id);
