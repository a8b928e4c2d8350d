create table membership (
    project_id uuid        not null,
    user_id    uuid        not null,
    role       varchar(32) not null,
    since      datetime(6) not null,
    primary key (project_id, user_id),
    index membership_by_user (user_id),
    constraint membership_role_valid check (role in ('PROJECT_MANAGER', 'PROJECT_MEMBER', 'PROJECT_VIEWER')),
    constraint membership_project foreign key (project_id) references project (id),
    constraint membership_user foreign key (user_id) references user_account (id)
);
