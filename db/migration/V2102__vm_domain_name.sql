-- What its domain is called, if not after the VM: of one that was handed over, as it was called while it waited.
alter table vm add column domain_name varchar(80) null;
