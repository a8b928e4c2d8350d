create table host_check_line (
    check_id uuid          not null,
    kind     varchar(32)   not null,
    result   varchar(16)   not null,
    finding  varchar(1000) not null default '',
    remedy   varchar(1000) null,
    primary key (check_id, kind),
    constraint host_check_line_check foreign key (check_id) references host_check (id) on delete cascade
);
