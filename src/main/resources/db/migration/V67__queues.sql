-- What an operator sees of an item in any queue, and can do with it (OPS-4, OPS-5): how often it was tried, when it is tried
-- again, what went wrong last (a code, nothing personal); parked: nobody takes it until an operator says so.
alter table outbox_mail add column parked_at timestamptz;
alter table signing_job add column parked_at timestamptz;
alter table uploaded_file add column parked_at timestamptz, add column last_error text;
alter table pending_credential
  add column parked_at timestamptz,
  add column last_error text,
  add column next_try_at timestamptz not null default now();

create index outbox_mail_failed on outbox_mail (created_at) where state = 'failed';
create index signing_job_failed on signing_job (created_at) where state = 'failed';
create index outbox_mail_parked on outbox_mail (parked_at) where parked_at is not null;
create index signing_job_parked on signing_job (parked_at) where parked_at is not null;
create index uploaded_file_parked on uploaded_file (parked_at) where parked_at is not null;
create index pending_credential_parked on pending_credential (parked_at) where parked_at is not null;
