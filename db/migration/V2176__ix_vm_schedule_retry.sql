create index ix_vm_schedule_retry on vm_schedule (retry_at);
