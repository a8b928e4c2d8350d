update network n set n.restricted = true where exists (select 1 from network_tenant t where t.network_id = n.id);
