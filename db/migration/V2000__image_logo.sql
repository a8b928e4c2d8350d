-- A small picture for an image, drawn anew by the portal from what somebody sent: never what they sent.
create table image_logo (
    image_id   uuid        not null primary key,
    png        mediumblob  not null,
    sha256     char(64)    not null,
    changed_at datetime(6) not null,
    constraint fk_image_logo_image foreign key (image_id) references image (id) on delete cascade,
    constraint ck_image_logo_png check (octet_length(png) <= 131072)
) default charset = utf8mb4 collate = utf8mb4_bin;
