-- People of an identity provider have none here.
alter table user_account modify password_hash varchar(255) null;
