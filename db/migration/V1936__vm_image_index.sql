alter table vm add index ix_vm_image_version (image_version_id);
