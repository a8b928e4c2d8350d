-- An adopted VM has no image.
alter table vm modify column image_version_id uuid null;
