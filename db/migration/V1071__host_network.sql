-- Which of the wanted sources a host really has.
create table host_network (
    host_id uuid        not null,
    kind    varchar(32) not null,
    name    varchar(64) not null,
    primary key (host_id, kind, name),
    constraint host_network_host foreign key (host_id) references host (id) on delete cascade
);
