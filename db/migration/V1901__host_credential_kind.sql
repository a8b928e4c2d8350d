alter table host_credential
    add column kind varchar(10) not null default 'SSH' check (kind in ('SSH', 'TLS'));
