create table tenant_admin (
    tenant_id uuid        not null,
    user_id   uuid        not null,
    since     datetime(6) not null,
    primary key (tenant_id, user_id),
    index tenant_admin_by_user (user_id),
    constraint tenant_admin_tenant foreign key (tenant_id) references tenant (id),
    constraint tenant_admin_user foreign key (user_id) references user_account (id)
);
