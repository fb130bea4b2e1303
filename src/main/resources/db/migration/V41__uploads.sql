-- Files that customers send (DOC-3, DOC-4): identity documents and powers of attorney on paper. The bytes are
-- ciphertext under a key of their own; deleting the key, as for an infected file, leaves the row and no byte.
create table uploaded_file (
  id              uuid primary key,
  purpose         text not null check (purpose in ('identity', 'mandate')),
  subject_id      uuid not null,                  -- the certificate request, the mandate
  place           text not null,                  -- its place there: identity/driving-licence/1
  user_id         uuid not null references app_user,
  organization_id uuid not null references organization,
  branch_id       uuid not null references branch,
  file_name       text not null,
  file_type       text not null check (file_type in ('docx', 'xlsx', 'pdf', 'jpeg', 'png', 'gif', 'bmp', 'tiff')),
  size            bigint not null check (size >= 0),
  sha256          bytea not null,                 -- of the plain bytes; stays when they are gone
  key_id          uuid references envelope_key on delete set null,
  blob_id         uuid references blob on delete set null,
  -- waiting: the scanner is away. Only clean files are ever opened for anybody.
  state           text not null check (state in ('queued', 'scanning', 'waiting', 'clean', 'infected', 'refused')),
  finding         text,                           -- the virus's name, or why the content was refused
  pages           int not null default 0,         -- known once clean
  scanned         boolean not null default false, -- false where there is no scanner at all (trial)
  fence           bigint not null default 0,
  lease_until     timestamptz,
  attempts        int not null default 0,
  next_try_at     timestamptz not null,
  created_at      timestamptz not null,
  settled_at      timestamptz
);
create index uploaded_file_subject on uploaded_file (subject_id);
create index uploaded_file_key on uploaded_file (key_id);
create index uploaded_file_blob on uploaded_file (blob_id);
create index uploaded_file_due on uploaded_file (created_at) where state in ('queued', 'scanning', 'waiting');

-- What a user agreed to before the first document was sent (DOC-1); opened means: every byte went to him.
create table consent (
  request_id  uuid not null references certificate_request on delete cascade,
  sha256      bytea not null,
  opened_at   timestamptz not null,
  agreed_at   timestamptz,
  primary key (request_id, sha256)
);
