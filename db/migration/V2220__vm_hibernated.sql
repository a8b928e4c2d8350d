-- Off, and its host keeps what was in its memory.
alter table vm
    drop constraint ck_vm_observed,
    add constraint ck_vm_observed check (observed_power in
        ('RUNNING', 'PAUSED', 'SHUTTING_DOWN', 'OFF', 'CRASHED', 'MISSING', 'HIBERNATED'));
