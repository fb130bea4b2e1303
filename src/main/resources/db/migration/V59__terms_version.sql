-- What staff decide about (CONTRACT-6): raised by the state, the deadline, a signature, an agreement that cancels; not by
-- what a signer reads, ticks or asks for, so that no signer can keep the bank from deciding.
alter table contract add column terms_version int not null default 0;
-- How often somebody took back that he has read: each time is in the trail, and once it is enough.
alter table contract_signer add column taken_back int not null default 0;
