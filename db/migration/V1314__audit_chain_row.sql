insert into audit_chain (single, chain_id) values (1, uuid());
