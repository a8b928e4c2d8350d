-- When a VM was last made of it, roughly.
alter table staged_image add column used_at datetime(6) not null default current_timestamp(6);
