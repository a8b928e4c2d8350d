-- Running VMs whose address is not known yet are looked for every second, and are few among many.
create index ix_vm_without_address on vm (addresses(1), observed_power);
