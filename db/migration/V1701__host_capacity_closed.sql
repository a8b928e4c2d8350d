-- Nothing more is promised on a host that is being emptied, whatever whoever places has read of it before.
alter table host_capacity
    add column closed boolean not null default false;
