insert into quota_root (id) values (1);
