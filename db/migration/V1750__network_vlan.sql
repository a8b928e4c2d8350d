-- Of a bridge: on hosts it is the bridge that carries this tag, called SOURCEvVLAN, such as br0v42.
alter table network
    add column vlan int null,
    add constraint network_vlan check (vlan is null or (vlan between 1 and 4094 and kind = 'BRIDGE'));
