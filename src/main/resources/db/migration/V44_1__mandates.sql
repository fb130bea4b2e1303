-- Powers of attorney 委任状 (CERT-4, USER-1): drafted here and signed on the spot, or on paper and uploaded. Used once.
create table mandate (
  id              uuid primary key,
  organization_id uuid not null references organization,
  grantor_id      uuid not null references app_user,
  kind            text not null check (kind in ('system', 'paper')),
  purpose         text not null check (purpose in ('new-user', 'certificate-request')),
  agent_id        uuid references app_user,        -- none: somebody who is no user yet
  agent_name      text not null,
  agent_kana      text not null,
  agent_role      text not null check (agent_role in ('representative', 'administrator', 'signer', 'viewer')),
  state           text not null check (state in ('draft', 'signing', 'signed', 'used')),
  made_on         date not null,
  key_id          uuid not null references envelope_key,
  file_id         uuid not null references blob,   -- as it is now: draft, signed, or as uploaded
  file_name       text not null,
  draft_sha256    bytea not null,                  -- what PIN and code approve
  -- on record before the key acts; a greater fence and an earlier try counts for nothing
  serial          text references certificate,
  fence           bigint not null default 0,
  lease_until     timestamptz,
  created_at      timestamptz not null,
  signed_at       timestamptz,
  valid_until     timestamptz,
  used_at         timestamptz,
  used_for        text
);
create index mandate_grantor on mandate (grantor_id, created_at) where state in ('draft', 'signing', 'signed');
create index mandate_organization on mandate (organization_id, created_at);

create table mandate_signature_request (
  id          uuid primary key,
  mandate_id  uuid not null references mandate on delete cascade,
  user_id     uuid not null references app_user,
  credential  uuid not null references credential,
  digest      bytea not null,                      -- of what is approved; the code is bound to it
  state       text not null check (state in ('pin-accepted', 'authorized', 'used', 'superseded')),
  expires_at  timestamptz not null,
  created_at  timestamptz not null
);
create index mandate_signature_request_live on mandate_signature_request (mandate_id) where state in ('pin-accepted', 'authorized');
