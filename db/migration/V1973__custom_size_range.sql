-- What VMs without a size of the catalogue may take. No row: there are none.
create table custom_size_range (
    id               tinyint not null primary key,
    least_vcpus      int     not null,
    most_vcpus       int     not null,
    least_memory_mib bigint  not null,
    most_memory_mib  bigint  not null,
    least_disk_mib   bigint  not null,
    most_disk_mib    bigint  not null,
    constraint custom_size_range_one check (id = 1),
    constraint custom_size_range_vcpus check (least_vcpus between 1 and most_vcpus),
    constraint custom_size_range_memory check (least_memory_mib between 1 and most_memory_mib),
    constraint custom_size_range_disk check (least_disk_mib between 1 and most_disk_mib)
);
