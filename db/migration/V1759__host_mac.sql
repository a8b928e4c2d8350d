-- Hardware addresses that were seen at a host and are not of Slipway's guests.
create table host_mac (
    host_id uuid     not null,
    mac     char(17) not null,
    primary key (host_id, mac),
    index ix_host_mac (mac),
    constraint host_mac_host foreign key (host_id) references host (id) on delete cascade
);
