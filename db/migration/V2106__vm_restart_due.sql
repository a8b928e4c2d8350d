create index ix_vm_restart_due on vm_restart (due_at);
