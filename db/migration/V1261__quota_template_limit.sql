-- What is not there is unlimited.
create table quota_template_limit (
    template_id uuid        not null,
    level       varchar(8)  not null,
    dimension   varchar(20) not null,
    amount      bigint      not null,
    primary key (template_id, level, dimension),
    constraint fk_quota_template_limit foreign key (template_id) references quota_template (id) on delete cascade,
    constraint quota_template_limit_level check (level in ('TENANT', 'PROJECT', 'MEMBER')),
    constraint quota_template_limit_amount check (amount between 0 and 1000000000000)
) default charset = utf8mb4 collate = utf8mb4_unicode_ci;
