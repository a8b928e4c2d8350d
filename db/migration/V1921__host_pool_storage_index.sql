create index ix_host_pool_storage on host_pool (storage);
