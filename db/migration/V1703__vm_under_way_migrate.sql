alter table vm
    drop constraint ck_vm_under_way,
    add constraint ck_vm_under_way check (under_way is null
        or (lifecycle = 'READY' and under_way in ('START', 'SHUTDOWN', 'REBOOT', 'FORCE_OFF', 'MIGRATE')));
