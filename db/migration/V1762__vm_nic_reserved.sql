-- Its addresses out of the network's pools, with blanks between.
alter table vm_nic add column reserved varchar(200) not null default '';
