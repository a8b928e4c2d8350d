-- What cloud-init of every guest is told besides its own user data; one row or none.
create table vendor_data (
    id   tinyint not null primary key,
    text text    not null,
    constraint vendor_data_one check (id = 1)
);
