-- Which verbs there are is the portal's to know.
alter table vm
    drop constraint ck_vm_under_way,
    add constraint ck_vm_under_way check (under_way is null or lifecycle = 'READY');
