-- How much of it is there while it is copied.
alter table staged_image add column percent tinyint not null default 0;
