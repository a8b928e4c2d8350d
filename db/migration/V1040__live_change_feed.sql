create table change_feed (
  id bigint not null auto_increment primary key,
  topic varchar(32) not null,
  entity uuid not null,
  project uuid null,
  announced_at datetime(6) not null
);
