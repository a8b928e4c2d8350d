-- BINNED: deleted, but still whole on its host, to be restored or deleted for good. It may be moved to another host.
alter table vm
    drop constraint ck_vm_lifecycle,
    add constraint ck_vm_lifecycle check (lifecycle in ('LAUNCHING', 'READY', 'FAILED', 'BINNED', 'DELETING', 'LOST')),
    drop constraint ck_vm_under_way,
    add constraint ck_vm_under_way check (under_way is null or lifecycle = 'READY'
        or (lifecycle = 'BINNED' and under_way = 'MIGRATE')),
    drop constraint ck_vm_ready_has_host,
    add constraint ck_vm_ready_has_host check (lifecycle not in ('READY', 'BINNED') or host_id is not null),
    add constraint ck_vm_binned check (lifecycle <> 'BINNED' or (binned_at is not null and purge_at is not null
        and live_name is not null and not delete_protected));
