-- What new projects and members of a tenant start with; a tenant that is not here has the settings' defaults.
create table quota_tenant_template (
    tenant_id   uuid not null primary key,
    template_id uuid not null,
    constraint fk_quota_tenant_template foreign key (template_id) references quota_template (id)
);
