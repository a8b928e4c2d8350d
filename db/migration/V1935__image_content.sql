-- One row for each master that was ever published, so that who removes it and who publishes it again wait for each other.
create table image_content (
    sha256 char(64) not null primary key
);
