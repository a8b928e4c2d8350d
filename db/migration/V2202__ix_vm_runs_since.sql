-- For the keeper, which looks for the few that wait.
create index ix_vm_runs_since on vm (runs_since);
