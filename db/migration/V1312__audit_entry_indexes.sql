alter table audit_entry
    add index audit_entry_tenant (tenant_id, id),
    add index audit_entry_time (at, id),
    add index audit_entry_action (action, id),
    add index audit_entry_who (actor_name, id);
