-- What VMs, projects and tenants were called last: usage outlives them.
create table metering_name (
    id   uuid         not null primary key,
    name varchar(255) not null
) default charset = utf8mb4 collate = utf8mb4_unicode_ci;
