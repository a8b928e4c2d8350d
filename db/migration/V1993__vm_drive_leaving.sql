-- Whether a disc is taken out by itself: once the guest has restarted, or as soon as may be since it has.
alter table vm_drive
    add column leaving varchar(9) not null default 'STAYS',
    add constraint vm_drive_leaving check (leaving = 'STAYS' or leaving in ('AT_REBOOT', 'DUE') and version_id is not null),
    add index ix_vm_drive_leaving (leaving);
