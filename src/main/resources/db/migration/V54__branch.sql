-- The branch's day (STAFF-1 to STAFF-3).

-- 引き受ける: who looks after a contract that needs somebody, and for which trouble; another one, or the same
-- one anew, needs somebody again.
create table contract_care (
  contract_id uuid primary key references contract on delete cascade,
  staff_id    uuid not null references staff,
  trouble     text not null,
  taken_at    timestamptz not null
);

-- Staff end a customer's signing certificate before its time: one files it, another confirms (four eyes).
create table revocation_order (
  id            uuid primary key,
  branch_id     uuid not null references branch,
  user_id       uuid not null references app_user,
  -- this very certificate; one that has ended meanwhile is not waited for any more
  credential_id uuid not null references credential,
  serial        text not null references certificate,
  reason        text not null check (reason in ('key-compromise', 'holder-left', 'requested', 'identity-wrong')),
  note          text not null default '',
  state         text not null check (state in ('filed', 'confirmed', 'declined')),
  filed_by      uuid not null references staff,
  filed_at      timestamptz not null,
  decided_by    uuid references staff,
  decided_at    timestamptz,
  check ((state = 'filed') = (decided_by is null))
);
create unique index revocation_order_once on revocation_order (serial) where state = 'filed';
create index revocation_order_waiting on revocation_order (branch_id, filed_at) where state = 'filed';

-- A screen on a branch's wall: sees that branch's dashboard and nothing else, until somebody turns it off.
create table wall (
  id         uuid primary key,
  branch_id  uuid not null references branch,
  name       text not null,
  token_hash bytea not null unique,               -- SHA-256 of what the screen's browser keeps
  opened_by  uuid not null references staff,
  opened_at  timestamptz not null,
  seen_at    timestamptz not null,
  expires_at timestamptz not null,
  closed_at  timestamptz
);
create index wall_branch on wall (branch_id) where closed_at is null;

-- What failed or is tried again; what is under the scanner or was caught by it.
create index signing_job_trouble on signing_job (contract_id)
  where last_error is not null and state in ('queued', 'running', 'failed');
create index uploaded_file_branch on uploaded_file (branch_id, created_at) where state in ('queued', 'scanning', 'waiting');
create index uploaded_file_caught on uploaded_file (branch_id, settled_at) where state in ('infected', 'refused');
