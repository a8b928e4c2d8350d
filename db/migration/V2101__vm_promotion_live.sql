-- live: its disk is copied while it runs. quiet: whether its guest then held its file systems still; empty until that is known.
alter table vm_promotion
    add column live boolean not null default false,
    add column quiet boolean null;
