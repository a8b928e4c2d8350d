-- Whose tenant it concerned at that moment; projects come and go.
alter table audit_entry add column tenant_id uuid;
