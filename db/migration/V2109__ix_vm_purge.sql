create index ix_vm_purge on vm (purge_at);
