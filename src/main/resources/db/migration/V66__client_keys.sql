-- A key is certified once: whoever let a certificate be revoked makes another key (EMP-6).

-- SHA-256 of the public key (SubjectPublicKeyInfo, DER); empty for certificates recorded before this was asked for
alter table client_certificate add column key_sha256 bytea;
create unique index client_certificate_key on client_certificate (key_sha256);
