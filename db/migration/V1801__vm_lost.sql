-- LOST: its host was given up. Only the record is left.
alter table vm
    drop constraint ck_vm_lifecycle,
    add constraint ck_vm_lifecycle check (lifecycle in ('LAUNCHING', 'READY', 'FAILED', 'DELETING', 'LOST'));
