delete from network_tenant where tenant_id not in (select id from tenant);
