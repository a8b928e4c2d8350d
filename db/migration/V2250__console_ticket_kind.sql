-- What it opens: the VM's screen, or its serial line.
alter table console_ticket add column kind varchar(8) not null default 'SCREEN';
