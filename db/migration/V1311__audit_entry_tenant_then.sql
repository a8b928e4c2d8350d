update audit_entry a left join project p on p.id = a.project_id
set a.tenant_id = coalesce(p.tenant_id, case when a.target_type = 'tenant' and a.outcome = 'DONE' then cast(a.target_id as uuid) end)
where a.project_id is not null or a.target_type = 'tenant';
