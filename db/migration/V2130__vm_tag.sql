-- Words by which people find VMs together. In ASCII, so that they are compared letter by letter; found by the word first.
create table vm_tag (
    vm_id uuid        not null,
    tag   varchar(32) character set ascii collate ascii_bin not null,
    primary key (vm_id, tag),
    index ix_vm_tag_tag (tag, vm_id),
    constraint fk_vm_tag_vm foreign key (vm_id) references vm (id) on delete cascade,
    constraint ck_vm_tag check (tag regexp '^[a-z0-9][a-z0-9._-]{0,31}$')
);
