create index ix_vm_lease_stage on vm_lease (stage);
