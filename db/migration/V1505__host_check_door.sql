alter table host_check
    add column credential_id uuid null,
    -- The key that the host showed.
    add column host_key varchar(2000) null,
    add constraint host_check_credential foreign key (credential_id) references host_credential (id);
