-- What it really is: pools of several hosts with the same value are the same storage. Null until somebody has looked.
alter table host_pool add column storage uuid null;
