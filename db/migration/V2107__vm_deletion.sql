-- Whether it may be deleted; since when it is in the recycle bin, and when it is deleted for good.
alter table vm
    add column delete_protected boolean not null default false,
    add column binned_at datetime(6) null,
    add column purge_at datetime(6) null;
