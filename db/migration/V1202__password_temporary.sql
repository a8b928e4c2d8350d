-- Given by somebody else, for one sign-in: its owner reaches nothing until they have chosen another.
alter table user_account add column password_temporary boolean not null default false;
