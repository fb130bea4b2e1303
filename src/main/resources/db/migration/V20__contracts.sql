-- The same key of a client's request creates one contract.
alter table contract add column request_key text;
create unique index contract_request_key on contract (officer_id, request_key);

-- Human-readable numbers per year; one that is taken and not used leaves a gap.
create table contract_number (
  year int primary key,
  last int not null
);

-- What the deletion of keys and the sweeping of uploads look for.
create index blob_key on blob (key_id);
create index document_revision_blob on document_revision (blob_id);
create index upload_created on upload (created_at);
