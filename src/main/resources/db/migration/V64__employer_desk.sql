-- What the bank's staff do for employers (EMP-4, EMP-5, EMP-9, STAFF-1, STAFF-2).

-- 経過: who did what, and why, as the employer's page shows it; the audit trail has it too.
create table employer_history (
  id          uuid primary key,
  employer_id uuid not null references employer,
  user_id     uuid references employer_user,
  kind        text not null,
  reason      text not null default '',
  note        text not null default '',
  staff_id    uuid not null references staff,
  at          timestamptz not null
);
create index employer_history_employer on employer_history (employer_id, at desc);

-- ログインID・パスワード初期化 on a written request: one files it, another confirms it (four eyes).
create table employer_reset (
  id          uuid primary key,
  branch_id   uuid not null references branch,
  employer_id uuid not null references employer,
  user_id     uuid not null references employer_user,
  reason      text not null check (reason in ('id-forgotten', 'password-forgotten', 'email-lost', 'master-changed')),
  paper_date  date not null,                       -- of the written request
  note        text not null default '',
  state       text not null check (state in ('filed', 'confirmed', 'declined')),
  filed_by    uuid not null references staff,
  filed_at    timestamptz not null,
  decided_by  uuid references staff,
  decided_at  timestamptz,
  check ((state = 'filed') = (decided_by is null))
);
create unique index employer_reset_once on employer_reset (user_id) where state = 'filed';
create index employer_reset_waiting on employer_reset (branch_id, filed_at) where state = 'filed';

-- Batch first registration: what a file held and what is wrong with it; nothing is registered before all of it is right.
create table employer_batch (
  id            uuid primary key,
  branch_id     uuid not null references branch,
  staff_id      uuid not null references staff,
  file_name     text not null,
  sha256        bytea not null,
  lines         jsonb not null,                    -- emptied once they are registered
  faults        jsonb not null,
  state         text not null check (state in ('wrong', 'checked', 'registered')),
  created_at    timestamptz not null,
  registered_at timestamptz
);
create unique index employer_batch_once on employer_batch (branch_id, sha256) where state = 'registered';
create index employer_batch_left on employer_batch (created_at) where state <> 'registered';

-- Employers' client certificates are revoked like customers' signing certificates, at their own request too.
alter table revocation_order
  alter column user_id drop not null,
  alter column credential_id drop not null,
  alter column filed_by drop not null,
  add column employer_user_id uuid references employer_user,
  add column filed_by_user uuid references employer_user,  -- a master user
  drop constraint revocation_order_reason_check,
  add constraint revocation_order_reason_check check (reason in ('key-compromise', 'holder-left', 'requested',
    'identity-wrong', 'computer-changed', 'file-lost')),
  add constraint revocation_order_subject check (
    num_nonnulls(user_id, employer_user_id) = 1 and (user_id is null) = (credential_id is null)),
  add constraint revocation_order_filer check (num_nonnulls(filed_by, filed_by_user) = 1);
