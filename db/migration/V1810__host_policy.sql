-- What an administrator says of how much may be promised on it, else as set for all; and what sets it apart from others.
alter table host
    add column vcpu_ratio double null,
    add column memory_ratio double null,
    add column memory_reserve_mib bigint null,
    add column tags varchar(700) not null default '',
    add constraint host_policy check ((vcpu_ratio is null or vcpu_ratio > 0)
        and (memory_ratio is null or memory_ratio > 0) and (memory_reserve_mib is null or memory_reserve_mib >= 0));
