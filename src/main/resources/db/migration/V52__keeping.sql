-- How long contracts are kept, and that they were erased (CONTRACT-7); until when archive timestamps hold (SIG-5).

-- A contract that was cancelled may be erased before the agreement that cancelled it.
alter table contract drop constraint contract_cancels;
alter table contract add constraint contract_cancels check (cancels is null or kind = 'cancellation');
alter table contract drop constraint contract_cancels_fkey;
alter table contract add constraint contract_cancels_fkey foreign key (cancels) references contract on delete set null;
create index contract_ended on contract (ended_at, id) where ended_at is not null;
create index contract_drawdown on contract (concluded_at, id) where drawdown and concluded_at is not null;

-- The record that remains: nothing of what the contract said, and nobody's name.
create table contract_erasure (
  contract_id uuid primary key,
  number      text not null,
  branch_id   uuid not null references branch,
  kind        text not null,
  state       text not null,                      -- as it was at last
  outcome     text,
  drawdown    boolean not null,
  kept_until  date not null,
  documents   int not null,
  erased_at   timestamptz not null
);
create index contract_erasure_branch on contract_erasure (branch_id, erased_at);

-- Its signers were told that it will be erased.
create table contract_erasure_told (
  contract_id uuid primary key references contract on delete cascade,
  told_at     timestamptz not null
);

alter table document
  add column archive_revision int not null default 0,   -- the revision whose timestamp was last looked at
  add column archive_made_at  timestamptz,              -- when that timestamp was made
  add column archive_ends_at  timestamptz;              -- when its authority ends; none: there is no such timestamp
create index document_archive_unknown on document (id) where revision > archive_revision;
create index document_archive_ends on document (archive_ends_at, id) where archive_ends_at is not null;
create index document_archive_made on document (archive_made_at, id) where archive_made_at is not null;

-- What could not be erased or renewed at its time, and will be tried again.
create table keeping_trouble (
  subject     uuid primary key,                   -- a contract to be erased, or a document to be renewed
  contract_id uuid not null references contract on delete cascade,
  task        text not null check (task in ('erase', 'renew')),
  code        text not null,
  attempts    int not null,
  since       timestamptz not null,
  next_try_at timestamptz not null
);
create index keeping_trouble_contract on keeping_trouble (contract_id);
