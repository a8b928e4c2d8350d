-- What an administrator does with the machine: beside whether it takes new VMs, and whether it answers.
alter table host
    add column upkeep varchar(16) not null default 'NONE',
    add constraint host_upkeep check (upkeep in ('NONE', 'DRAINING', 'MAINTENANCE'));
