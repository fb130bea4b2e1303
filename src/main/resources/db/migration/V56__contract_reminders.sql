-- What was said by itself about a contract's deadline: each thing once for each deadline (CONTRACT-6).
create table contract_deadline_told (
  contract_id uuid not null references contract on delete cascade,
  sign_by     date not null,
  -- days before it to signers, on the day to signers, after it to the officer
  kind        text not null check (kind in ('soon', 'today', 'over')),
  told_at     timestamptz not null,
  primary key (contract_id, sign_by, kind)
);
create index contract_deadline on contract (sign_by) where state = 'signing' and sign_by is not null;

-- A contract's history is read from the trail.
create index if not exists audit_event_subject on audit_event (subject, seq);
