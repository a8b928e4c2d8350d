-- Those given by hand stay, whatever the groups of single sign-on say.
alter table membership
    add column source varchar(16) not null default 'HAND',
    add constraint membership_source_valid check (source in ('HAND', 'SIGN_IN'));
