create table operation_job (
  task_name varchar(100) not null,
  task_instance varchar(100) not null,
  task_data blob null,
  execution_time datetime(6) not null,
  picked boolean not null,
  picked_by varchar(50) null,
  last_success datetime(6) null,
  last_failure datetime(6) null,
  consecutive_failures int null,
  last_heartbeat datetime(6) null,
  version bigint not null,
  priority smallint null,
  primary key (task_name, task_instance),
  index operation_job_due (execution_time),
  index operation_job_heartbeat (last_heartbeat)
);
