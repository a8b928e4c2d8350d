-- The snapshot that what is on its disk now comes after.
alter table vm add column on_snapshot_id uuid null;
