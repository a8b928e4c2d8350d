-- What a VM still runs with that has got another size meanwhile: until its next start. Empty for all others.
alter table vm
    add column runs_size_name  varchar(255) null,
    add column runs_vcpus      int          null,
    add column runs_memory_mib bigint       null,
    add column runs_since      datetime(6)  null,
    add constraint vm_runs_with check (
        (runs_since is null) = (runs_size_name is null)
        and (runs_since is null) = (runs_vcpus is null)
        and (runs_since is null) = (runs_memory_mib is null));
