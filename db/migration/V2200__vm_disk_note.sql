-- disk_note: what is left to be done in the guest since its own disk has grown. disk_noted_at: when that was so.
alter table vm
    add column disk_note     varchar(500) null,
    add column disk_noted_at datetime(6)  null,
    add constraint vm_disk_note check ((disk_note is null) = (disk_noted_at is null));
