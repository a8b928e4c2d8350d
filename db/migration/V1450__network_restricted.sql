-- Said on its own, so that a network of tenants that are all deleted does not become everybody's.
alter table network add column restricted boolean not null default false;
