-- Whether a VM's disk stands on its image, or was empty when it was launched from a disc.
alter table vm add column image_kind varchar(8) not null default 'GOLDEN';
