-- Backups of VMs, which stay when the VM goes: there is no foreign key to it. facts: what the VM was. live: its disk was copied
-- while it ran. quiet: whether its guest then held its file systems still. Only so many have a slot at once; has_base is empty
-- until its disk was looked at. checked_at: when its file was last compared with sha256; broken: it was another one then.
create table vm_backup (
    id         uuid         not null primary key,
    vm_id      uuid         not null,
    vm_name    varchar(63)  not null,
    tenant_id  uuid         not null,
    project_id uuid         not null,
    made_by    varchar(200) not null,
    created_at datetime(6)  not null,
    state      varchar(16)  not null,
    facts      longtext     not null,
    live       boolean      not null,
    quiet      boolean      not null default false,
    slot       int          null,
    has_base   boolean      null,
    file_bytes bigint       null,
    sha256     char(64)     null,
    checked_at datetime(6)  null,
    broken     boolean      not null default false,
    index ix_vm_backup_vm (vm_id, project_id),
    index ix_vm_backup_project (project_id),
    constraint vm_backup_slot unique (slot),
    constraint vm_backup_state check (state in ('MAKING', 'READY')),
    constraint vm_backup_ready check (state = 'MAKING' or (file_bytes is not null and sha256 is not null)),
    constraint vm_backup_facts check (json_valid(facts))
) default charset = utf8mb4 collate = utf8mb4_bin;
