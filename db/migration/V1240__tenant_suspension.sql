-- While suspended, nothing new begins in the tenant; by the choice made, what runs goes on or is turned off.
alter table tenant
    add column suspended_at  datetime(6),
    add column suspended_by  varchar(255),
    add column suspended_why varchar(500),
    add column suspended_vms varchar(12),
    add constraint tenant_suspended_vms check (suspended_vms in ('KEEP_RUNNING', 'STOP_ALL')),
    add constraint tenant_suspended_whole check (
        (suspended_at is null) = (suspended_by is null)
        and (suspended_at is null) = (suspended_why is null)
        and (suspended_at is null) = (suspended_vms is null));
