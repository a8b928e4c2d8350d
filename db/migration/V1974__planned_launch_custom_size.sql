-- Either a size of the catalogue, or what it is to have.
alter table vm_planned_launch
    modify size_id uuid null,
    add column custom_vcpus int null,
    add column custom_memory_mib bigint null,
    add column custom_disk_mib bigint null,
    add constraint vm_planned_launch_size
        check ((size_id is null) = (custom_vcpus is not null and custom_memory_mib is not null and custom_disk_mib is not null));
