-- Several signers of one contract take turns: of its jobs only one at a time has the documents in hand. A job keeps
-- its turn while it waits for a timestamp, because its signature already covers the bytes before it.
create unique index signing_job_turn on signing_job (contract_id) where state = 'running';
create index signature_job on signature (job_id);
create index signing_job_contract on signing_job (contract_id, created_at);
