create index ix_vm_schedule_next on vm_schedule (next_at);
