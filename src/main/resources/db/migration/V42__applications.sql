-- Applications for MyPage (APP). What the applicant typed is ciphertext (SEC-1) and is wiped after a while; what is left
-- says that there was an application, and what became of it.
create table application (
  id           uuid primary key,
  number       text unique,                       -- as the applicant is told it; none before the code is entered
  branch_id    uuid not null references branch,
  kind         text not null check (kind in ('corporation', 'sole-proprietor', 'individual')),
  state        text not null check (state in ('entered', 'submitted', 'approved', 'refused')),
  language     text not null check (language in ('ja', 'en')),
  personal     bytea,                             -- every field, encrypted; wiped
  reason       bytea,                             -- why it was refused, encrypted; wiped
  email_hash   bytea not null,                    -- keyed: finds whether the address waits already, names nobody
  marks        text[] not null,                   -- keyed hashes of name, address and person: possible duplicates
  browser_hash bytea not null unique,             -- of the token in the applicant's browser
  code_until   timestamptz not null,
  version      int not null default 1,
  created_at   timestamptz not null,
  submitted_at timestamptz,
  decided_at   timestamptz,
  decided_by   uuid references staff,
  organization_id uuid references organization
);
create unique index application_waiting_once on application (email_hash) where state = 'submitted';
create index application_queue on application (state, branch_id, submitted_at);
create index application_marks on application using gin (marks);

-- Human-readable numbers per year; one that is taken and not used leaves a gap.
create table application_number (
  year int primary key,
  last int not null
);
