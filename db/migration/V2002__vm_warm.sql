-- In which pool it waits, and since when it could be handed out. After that, how its guest is told whose it is now.
alter table vm
    add column warm_pool_id  uuid        null,
    add column warm_ready_at datetime(6) null,
    add column introduction  varchar(10) null,
    add constraint ck_vm_introduction check (introduction in ('DUE', 'BY_AGENT', 'BY_RESTART'));
