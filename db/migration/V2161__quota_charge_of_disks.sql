alter table quota_charge
    drop constraint quota_charge_kind,
    add constraint quota_charge_kind check (kind in ('VM', 'VM_RUNNING', 'VM_SNAPSHOTS', 'DISK'));
