-- The employer portal (EMP): who may enter it, and the client certificates by which browsers are known.

create table employer (
  id          uuid primary key,
  number      text not null unique check (number ~ '^[0-9]{10}$'),  -- 事業主番号; the last digit checks the others
  name        text not null,
  name_kana   text not null,
  name_latin  text not null,                       -- organization in client certificates
  postal_code text not null,
  address     text not null,                       -- where letters go
  branch_id   uuid not null references branch,
  version     int  not null default 1,
  created_at  timestamptz not null
);
create index employer_branch on employer (branch_id, name_kana);

create table employer_user (
  id                  uuid primary key,
  employer_id         uuid not null references employer,
  role                text not null check (role in ('master', 'general')),
  user_id             text,                        -- as typed, case counts; none before a master's first registration
  name                text not null default '',
  email               text not null default '',
  language            text not null default 'ja' check (language in ('ja', 'en')),
  password_hash       text not null,
  -- an initial password leads only to a password of one's own, and only until then
  password_expires_at timestamptz,
  locked_until        timestamptz,
  locks               int not null default 0,      -- in a row, without a login between (EMP-4)
  blocked_at          timestamptz,                 -- 閉塞, until somebody lifts it
  registered_at       timestamptz,                 -- first registration, by the user
  deleted_at          timestamptz,
  version             int not null default 1,
  created_at          timestamptz not null
);
create unique index employer_user_user_id on employer_user (user_id) where deleted_at is null;
create unique index employer_one_master on employer_user (employer_id) where role = 'master' and deleted_at is null;
create index employer_user_employer on employer_user (employer_id) where deleted_at is null;
create index employer_user_blocked on employer_user (blocked_at) where blocked_at is not null and deleted_at is null;

-- One row an issue; the private key is never in any of them (EMP-6).
create table client_issue (
  id          uuid primary key,
  user_id     uuid not null references employer_user,
  session_id  uuid not null,
  format      text not null check (format in ('p12', 'p12-legacy', 'csr')),
  algorithm   text not null,
  -- lost: nobody can have got the key; its certificate is revoked and the user may issue again
  state       text not null check (state in ('started', 'certified', 'handed-over', 'received', 'failed', 'lost')),
  stage       text not null,
  serial      text references certificate,
  file_name   text,
  file_sha256 bytea,
  lease_until timestamptz not null,
  started_at  timestamptz not null,
  ended_at    timestamptz
);
create unique index client_issue_open on client_issue (user_id) where state in ('started', 'certified');
create index client_issue_due on client_issue (lease_until) where state in ('started', 'certified');

create table client_certificate (
  serial      text primary key references certificate,
  user_id     uuid not null references employer_user,
  login_id    text not null,                       -- the user ID that it names
  last_day    date not null,                       -- the last day on which it is good, in Japan
  created_at  timestamptz not null
);
create index client_certificate_user on client_certificate (user_id, created_at);

create table client_expiry_told (
  serial  text not null references client_certificate,
  kind    text not null check (kind in ('soon', 'over')),
  told_at timestamptz not null,
  primary key (serial, kind)
);

alter table session drop constraint session_portal_check;
alter table session
  add constraint session_portal_check check (portal in ('mypage', 'staff', 'employer', 'issuance')),
  -- the client certificate by which an employer's session began; it ends with it
  add column certificate_serial text references certificate,
  add constraint session_certificate check ((portal = 'employer') = (certificate_serial is not null));
