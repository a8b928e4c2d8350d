alter table vm_planned_launch add column placement_groups varchar(400) not null default '';
