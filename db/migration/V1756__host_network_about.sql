-- What a host really has, wanted or not; about: what is known of it, such as a bridge's ports.
alter table host_network
    add column about varchar(200) not null default '',
    add column ready boolean not null default true;
