-- The first schema. Times are timestamptz; money is whole yen; identifiers are UUID version 7.
-- Personal names stand here readable (rows are guarded by rights and by the disk's encryption);
-- documents and keys are always ciphertext (SEC-1).

-- ── people ────────────────────────────────────────────────────────────────
create table branch (
  id          uuid primary key,
  code        text not null unique,
  name        text not null,
  name_latin  text not null
);

create table staff (
  id            uuid primary key,
  branch_id     uuid not null references branch,
  login         text not null unique,
  name          text not null,
  email         text not null,
  role          text not null check (role in ('officer', 'approver', 'head-office', 'auditor')),
  password_hash text not null,
  locked_until  timestamptz,
  created_at    timestamptz not null
);

create table organization (
  id          uuid primary key,
  kind        text not null check (kind in ('corporation', 'sole-proprietor', 'individual')),
  name        text not null,
  name_kana   text not null,
  name_latin  text not null,
  address     text not null,
  branch_id   uuid not null references branch,
  created_at  timestamptz not null
);

create table app_user (
  id                  uuid primary key,
  organization_id     uuid not null references organization,
  mypage_id           text not null unique,
  email               text not null,
  family_name         text not null,
  given_name          text not null,
  family_latin        text not null,
  given_latin         text not null,
  title               text not null default '',
  role                text not null check (role in ('representative', 'administrator', 'signer', 'viewer')),
  language            text not null default 'ja' check (language in ('ja', 'en')),
  password_hash       text not null,
  -- a temporary password leads only to the form for a new one (LOGIN-1)
  password_expires_at timestamptz,
  -- written when the Redis counter closes the account, so that Redis losing its memory opens nothing early (OPS-3)
  locked_until        timestamptz,
  created_at          timestamptz not null
);
create unique index app_user_email on app_user (lower(email));
create index app_user_organization on app_user (organization_id);

-- One row per login; the JWT names it. Gone or ended here means ended on every node at once (SEC-2).
create table session (
  id           uuid primary key,
  portal       text not null check (portal in ('mypage', 'staff')),
  subject_id   uuid not null,
  created_at   timestamptz not null,
  seen_at      timestamptz not null,
  expires_at   timestamptz not null,
  ended_at     timestamptz
);
create index session_subject on session (subject_id) where ended_at is null;

-- ── keys and ciphertext ───────────────────────────────────────────────────
-- A data key, wrapped by a master key. Deleting the row destroys everything under it (SEC-1).
create table envelope_key (
  id         uuid primary key,
  purpose    text not null,
  owner_id   uuid not null,
  master_id  text not null,
  wrapped    bytea not null,
  created_at timestamptz not null
);

create table blob (
  id         uuid primary key,
  key_id     uuid not null references envelope_key on delete cascade,
  size       bigint not null check (size >= 0),   -- of the plain bytes
  sha256     bytea not null,                      -- of the plain bytes
  created_at timestamptz not null
);

create table blob_chunk (
  blob_id    uuid not null references blob on delete cascade,
  n          int  not null,
  ciphertext bytea not null,
  primary key (blob_id, n)
);
alter table blob_chunk alter column ciphertext set storage external;

-- ── signing certificates (CERT-2) ─────────────────────────────────────────
create table certificate (
  serial         text primary key,               -- lower-case hexadecimal
  issuer         text not null,                  -- 'issuing' or 'root'
  profile        text not null,                  -- 'signing', 'seal', 'tsa', 'ocsp', 'tls-server'
  subject        text not null,
  user_id        uuid references app_user,
  not_before     timestamptz not null,
  not_after      timestamptz not null,
  -- PREPARED before the authority's key acts, ISSUED after: what was about to be signed is on record
  state          text not null check (state in ('prepared', 'issued', 'revoked')),
  der            bytea,
  revoked_at     timestamptz,
  revoked_reason text,
  created_at     timestamptz not null
);
create index certificate_user on certificate (user_id);
create index certificate_revoked on certificate (issuer) where state = 'revoked';

create table crl_number (issuer text primary key, number bigint not null);

create table credential (
  id            uuid primary key,
  credential_id text not null unique,             -- what screens show: クレデンシャルID
  user_id       uuid not null references app_user,
  serial        text not null references certificate,
  algorithm     text not null,
  wrapped_key   bytea not null,                   -- private key under its opening key
  pin_wrap      bytea not null,                   -- opening key under PIN and server key together
  state         text not null check (state in ('active', 'locked', 'revoked')),
  locked_until  timestamptz,
  created_at    timestamptz not null
);
create unique index credential_one_active on credential (user_id) where state in ('active', 'locked');

-- ── contracts ─────────────────────────────────────────────────────────────
create table contract (
  id               uuid primary key,
  number           text not null unique,
  branch_id        uuid not null references branch,
  officer_id       uuid not null references staff,
  summary          text not null,
  amount           bigint check (amount >= 0),    -- yen; none for framework agreements
  applied_on       date not null,
  planned_on       date not null,
  state            text not null check (state in ('signing', 'signed', 'concluding', 'in-force', 'refused', 'withdrawn', 'ended')),
  key_id           uuid references envelope_key,
  mark_visible     boolean not null,
  version          int  not null default 1,       -- rises with every change; the live view's ETag
  created_at       timestamptz not null,
  sent_at          timestamptz not null,
  signed_at        timestamptz,
  concluded_at     timestamptz,
  concluded_by     uuid references staff,
  ended_at         timestamptz,
  check ((amount is not null) or (summary <> ''))
);
create index contract_branch on contract (branch_id, state, applied_on desc, id);

create table document (
  id            uuid primary key,
  contract_id   uuid not null references contract on delete cascade,
  position      int  not null,
  kind          text not null check (kind in ('explanation', 'contract')),  -- 重要事項説明 or to be signed
  title         text not null,
  file_name     text not null,
  pages         int  not null,
  revision      int  not null default 0,          -- 0 as uploaded, then one more each time something is appended
  size          bigint not null,
  sha256        bytea not null,                   -- of the newest revision
  unique (contract_id, position)
);

-- A document is its first file and what was appended: incremental updates are stored as they are, never rewritten.
create table document_revision (
  document_id  uuid not null references document on delete cascade,
  revision     int  not null,
  blob_id      uuid not null references blob,     -- only the bytes that this revision adds
  size         bigint not null,                   -- of the whole file up to here
  sha256       bytea not null,                    -- of the whole file up to here
  what         text not null,                     -- 'upload', 'signature', 'seal', 'archive'
  created_at   timestamptz not null,
  primary key (document_id, revision)
);

-- A file that staff uploaded and no contract holds yet; swept after a day.
create table upload (
  id          uuid primary key,
  staff_id    uuid not null references staff,
  branch_id   uuid not null references branch,
  file_name   text not null,
  pages       int  not null,
  key_id      uuid not null references envelope_key,
  blob_id     uuid not null references blob,
  created_at  timestamptz not null,
  used_at     timestamptz
);

create table contract_signer (
  id              uuid primary key,
  contract_id     uuid not null references contract on delete cascade,
  user_id         uuid not null references app_user,
  organization_id uuid not null references organization,
  standing        text not null check (standing in ('borrower', 'guarantor', 'collateral-provider')),
  turn            int  not null default 1,        -- equal: in parallel; lower signs first
  state           text not null check (state in ('waiting', 'invited', 'signing', 'signed', 'refused')),
  comment         text,
  acknowledged_explanation_at timestamptz,
  acknowledged_documents_at   timestamptz,
  signed_at       timestamptz,
  unique (contract_id, user_id, standing)
);
create index contract_signer_user on contract_signer (user_id, state);
create index contract_signer_organization on contract_signer (organization_id);

-- Opened means: every byte of this revision went to this signer (CONTRACT-2).
create table document_reading (
  document_id uuid not null references document on delete cascade,
  user_id     uuid not null references app_user,
  revision    int  not null,
  opened_at   timestamptz not null,
  primary key (document_id, user_id)
);

-- ── signing (design: how one signature flows) ─────────────────────────────
create table signature_request (
  id             uuid primary key,
  signer_id      uuid not null references contract_signer on delete cascade,
  contract_id    uuid not null references contract on delete cascade,
  user_id        uuid not null references app_user,
  credential     uuid not null references credential,
  digests        jsonb not null,                  -- what exactly is approved: [{document, revision, sha256}]
  digest         bytea not null,                  -- of the list above; the code is bound to it
  state          text not null check (state in ('pin-accepted', 'authorized', 'used', 'superseded', 'expired')),
  expires_at     timestamptz not null,
  created_at     timestamptz not null,
  authorized_at  timestamptz,
  used_at        timestamptz
);
create index signature_request_signer on signature_request (signer_id, state);

create table signing_job (
  id           uuid primary key,
  contract_id  uuid not null references contract on delete cascade,
  signer_id    uuid references contract_signer,   -- none: the bank's seal
  request_id   uuid unique references signature_request,
  opening_key  bytea,                             -- wrapped for this job alone; wiped when it ends or after ten minutes
  opening_key_until timestamptz,
  state        text not null check (state in ('queued', 'running', 'done', 'failed')),
  fence        bigint not null default 0,
  lease_until  timestamptz,
  attempts     int not null default 0,
  next_try_at  timestamptz not null,
  last_error   text,
  created_at   timestamptz not null,
  finished_at  timestamptz
);
create index signing_job_ready on signing_job (next_try_at) where state in ('queued', 'running');

-- One row per signature on one document. The stage says how far it got; bytes a stage made are kept until sealed.
create table signature (
  id             uuid primary key,
  job_id         uuid not null references signing_job on delete cascade,
  document_id    uuid not null references document on delete cascade,
  signer_id      uuid references contract_signer,
  standing       text not null,                   -- or 'bank'
  serial         text not null references certificate,
  base_revision  int,
  digest         bytea,
  state          text not null check (state in ('prepared', 'sealed', 'abandoned')),
  stage          text not null check (stage in ('waiting', 'preparing', 'signing', 'timestamping', 'embedding', 'revocation', 'archiving', 'sealed')),
  fence          bigint not null default 0,
  work           bytea,                           -- the pipeline's own state between stages, encrypted under the contract's key
  revision       int,                             -- of the document, once sealed
  created_at     timestamptz not null,
  sealed_at      timestamptz,
  unique (job_id, document_id)
);
create unique index signature_once on signature (document_id, coalesce(signer_id, '00000000-0000-0000-0000-000000000000'::uuid)) where state <> 'abandoned';

-- ── mail, notices, audit ──────────────────────────────────────────────────
create table outbox_mail (
  id           uuid primary key,
  recipient    text not null,
  subject      text not null,
  body         bytea not null,                    -- encrypted: it may carry a code; wiped when sent
  kind         text not null,
  state        text not null check (state in ('queued', 'sending', 'sent', 'failed')),
  attempts     int not null default 0,
  next_try_at  timestamptz not null,
  lease_until  timestamptz,
  last_error   text,
  created_at   timestamptz not null,
  sent_at      timestamptz
);
create index outbox_mail_ready on outbox_mail (next_try_at) where state in ('queued', 'sending');

create table notice (
  id         uuid primary key,
  user_id    uuid not null references app_user,
  kind       text not null,                       -- the text stands in the message files
  facts      jsonb not null default '{}',
  link       text,
  created_at timestamptz not null,
  read_at    timestamptz
);
create index notice_user on notice (user_id, created_at desc);

create table audit_event (
  seq       bigint primary key,
  at        timestamptz not null,
  actor     text not null,
  action    text not null,
  subject   text not null,
  branch_id uuid,
  detail    jsonb not null,
  previous  bytea not null,
  hash      bytea not null unique
);
create function audit_event_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'audit_event is append-only';
end $$;
create trigger audit_event_append_only before update or delete or truncate on audit_event
  for each statement execute function audit_event_is_append_only();
