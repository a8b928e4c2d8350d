create table vm_nic (
    vm_id         uuid         not null,
    position      int          not null,
    mac           char(17)     not null,
    network_id    uuid         not null,
    network_name  varchar(100) not null,
    kind          varchar(20)  not null,
    source        varchar(100) not null,
    primary key (vm_id, position),
    constraint uq_vm_nic_mac unique (mac),
    constraint fk_vm_nic_vm foreign key (vm_id) references vm (id) on delete cascade,
    constraint ck_vm_nic_kind check (kind in ('BRIDGE', 'LIBVIRT_NETWORK'))
) default charset = utf8mb4 collate = utf8mb4_unicode_ci;
