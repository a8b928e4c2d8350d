-- Images that a person wants at hand.
create table image_favourite (
    user_id  uuid not null,
    image_id uuid not null,
    primary key (user_id, image_id),
    constraint image_favourite_user foreign key (user_id) references user_account (id) on delete cascade,
    constraint image_favourite_image foreign key (image_id) references image (id) on delete cascade
);
