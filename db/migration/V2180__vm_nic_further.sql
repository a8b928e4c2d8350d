-- Network cards come and go while their VM stays. Those that are there get an id each.
alter table vm_nic
    add column id uuid not null default uuid(),
    add column state varchar(20) not null default 'READY',
    add column link_up boolean not null default true,
    add constraint uq_vm_nic_id unique (id),
    add constraint ck_vm_nic_state check (state in ('ADDING', 'READY', 'REMOVING')),
    algorithm = copy;
