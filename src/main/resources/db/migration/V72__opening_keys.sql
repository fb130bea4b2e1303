set lock_timeout = 0;
-- Keys whose time is over are looked for by every worker twice a second, among all jobs that there ever were.
create index concurrently signing_job_opening_key on signing_job (opening_key_until) where opening_key is not null;
