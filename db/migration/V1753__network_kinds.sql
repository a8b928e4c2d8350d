alter table network
    drop constraint network_kind,
    add constraint network_kind check (kind in ('BRIDGE', 'LIBVIRT_NETWORK', 'NAT', 'ISOLATED')),
    add constraint network_made check ((kind in ('NAT', 'ISOLATED')) = (subnet is not null));
