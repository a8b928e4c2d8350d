-- For the tenants in size_tenant only; without rows there, for nobody.
alter table size add column restricted boolean not null default false;
