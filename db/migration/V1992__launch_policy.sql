-- What whoever launches from an image may choose; no row: everything.
create table launch_policy (
    image_id uuid     not null primary key,
    policy   longtext not null,
    constraint launch_policy_image foreign key (image_id) references image (id) on delete cascade,
    constraint launch_policy_json check (json_valid(policy))
) default charset = utf8mb4 collate = utf8mb4_bin;
