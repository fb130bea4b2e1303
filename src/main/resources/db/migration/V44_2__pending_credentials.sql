-- A key pair whose PIN is registered and whose certificate is still to be issued (CERT-1): stored as in credential, only
-- under PIN and server key together. Gone with the issue.
create table pending_credential (
  request_id    uuid primary key references certificate_request on delete cascade,
  user_id       uuid not null references app_user,
  credential    uuid not null unique,              -- what the key is bound to; its identifier once issued
  credential_id text not null unique,
  algorithm     text not null,
  public_key    bytea not null,
  wrapped_key   bytea not null,
  pin_wrap      bytea not null,
  stage         text not null check (stage in ('registered', 'queued', 'preparing', 'certifying', 'activating')),
  serial        text references certificate,       -- of the certificate that is being issued
  fence         bigint not null default 0,
  attempts      int not null default 0,
  lease_until   timestamptz,
  created_at    timestamptz not null
);
create index pending_credential_due on pending_credential (created_at) where stage <> 'registered';
