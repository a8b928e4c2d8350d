alter table tenant_admin
    add column source varchar(16) not null default 'HAND',
    add constraint tenant_admin_source_valid check (source in ('HAND', 'SIGN_IN'));
