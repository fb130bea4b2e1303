-- What an application brings along (APP-2), and requests for signing certificates (CERT-1, CERT-3).
-- Columns have defaults: the version before this one goes on writing without them.
alter table organization
  add column postal_code       text not null default '',
  add column telephone         text not null default '',
  add column established_on    date,
  -- where the deposit account is 預金口座取引店; none: no account (ORG-1)
  add column account_branch_id uuid references branch,
  -- uses the service as a borrower: changes of its data are handed in on paper (ORG-1)
  add column borrower          boolean not null default false,
  add column version           int not null default 1;

alter table app_user
  add column family_kana        text not null default '',
  add column given_kana         text not null default '',
  add column birth_date         date,
  add column mobile             text not null default '',
  add column department         text not null default '',
  add column personal_signature boolean not null default false,
  -- set while a changed mail address waits for its code (LOGIN-6)
  add column email_unconfirmed_since timestamptz,
  add column first_login_at     timestamptz,
  -- the row stays: signed contracts keep the name (USER-4)
  add column deleted_at         timestamptz,
  add column version            int not null default 1;
-- whoever has a password of his own has been there
update app_user set first_login_at = created_at where password_expires_at is null;
drop index app_user_email;
create unique index app_user_email on app_user (lower(email)) where deleted_at is null;

create table certificate_request (
  id              uuid primary key,
  user_id         uuid not null references app_user,
  reason          text not null check (reason in ('first', 'details-changed', 'pin-forgotten', 'validity-extended')),
  identification  text not null check (identification in ('documents', 'face-to-face')),
  state           text not null check (state in ('documents-due', 'meeting-due', 'under-review', 'returned', 'pin-due',
                    'pin-registered', 'issued', 'cancelled')),
  return_reason   text,                            -- why staff sent the documents back
  requested_by    text not null,                   -- the actor's label
  version         int not null default 1,          -- rises with every move
  created_at      timestamptz not null,
  moved_at        timestamptz not null
);
create unique index certificate_request_open on certificate_request (user_id) where state not in ('issued', 'cancelled');
create index certificate_request_waiting on certificate_request (state, moved_at) where state in ('under-review', 'meeting-due');
