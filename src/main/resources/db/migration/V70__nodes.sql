-- Every node says here that it is there (OPS-5): also one that the others do not see, and one that was killed, whose last word
-- stays for a day. Times are the database's.
create table node (
  id         uuid primary key,
  address    text not null,
  version    text not null,
  started_at timestamptz not null,
  seen_at    timestamptz not null,
  left_at    timestamptz,
  figures    jsonb not null
);
