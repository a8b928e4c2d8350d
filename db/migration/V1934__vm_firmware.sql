alter table vm modify column firmware varchar(16) not null;
