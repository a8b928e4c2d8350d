create index ix_vm_lease_next on vm_lease (next_at);
