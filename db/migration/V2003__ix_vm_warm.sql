create index ix_vm_warm on vm (warm_pool_id);
