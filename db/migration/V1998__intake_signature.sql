-- By which key a file or its list of checksums has to be signed, and the signature that was found to be right. The key is no
-- foreign key: one that was removed meanwhile must neither stay for that nor let the file through; the check finds none and refuses.
alter table intake
    add column signing_key_id     uuid          null,
    add column signature_url      varchar(2000) null,
    add column signed_key_name    varchar(100)  null,
    add column signed_owner       varchar(200)  null,
    add column signed_fingerprint varchar(64)   null,
    add column signed_of          varchar(16)   null,
    add column signed_at          datetime(6)   null,
    add constraint ck_intake_signature check (signature_url is null or signing_key_id is not null),
    add constraint ck_intake_signed check (
        (signed_fingerprint is null) = (signed_key_name is null) and (signed_fingerprint is null) = (signed_of is null)
        and (signed_fingerprint is null) = (signed_at is null) and (signed_fingerprint is null) = (signed_owner is null)
        and (signed_fingerprint is null or signing_key_id is not null));
