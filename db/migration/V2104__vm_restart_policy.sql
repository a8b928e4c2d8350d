-- Whether it is started again by itself when it went off without anybody wanting that.
alter table vm
    add column restart_policy varchar(16) not null default 'NEVER',
    add constraint ck_vm_restart_policy check (restart_policy in ('NEVER', 'ON_FAILURE'));
