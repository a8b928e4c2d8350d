-- Whether what identifies the guest is removed from the copy of its disk.
alter table vm_promotion
    add column cleaned boolean not null default false;
