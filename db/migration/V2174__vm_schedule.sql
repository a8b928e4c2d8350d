-- When a VM is on, week by week. next_at: the next change after those that were seen to; skips: that one is left out.
-- pending: what the last change asks for and is not so yet, since pending_at, tried again at retry_at. note: what came in its way.
create table vm_schedule (
    vm_id      uuid          not null,
    pattern    varchar(1000) not null,
    zone       varchar(64)   not null,
    force_off  boolean       not null,
    next_at    datetime(6)   not null,
    skips      boolean       not null default false,
    pending    varchar(8)    null,
    pending_at datetime(6)   null,
    retry_at   datetime(6)   null,
    note       varchar(500)  null,
    primary key (vm_id),
    constraint fk_vm_schedule_vm foreign key (vm_id) references vm (id) on delete cascade,
    constraint ck_vm_schedule_pending check (pending is null or pending in ('ON', 'OFF')),
    constraint ck_vm_schedule_retry check ((pending is null) = (retry_at is null)
        and (pending is null) = (pending_at is null))
);
