-- A contract's whole life (CONTRACT-5 to CONTRACT-7). Columns have defaults: the version before this
-- one goes on writing without them.
alter table contract
  add column kind       text not null default 'contract' check (kind in ('contract', 'cancellation')),
  -- what a cancellation agreement 取消合意 cancels, once it is concluded
  add column cancels    uuid references contract,
  -- 署名期限: nobody begins to sign after the end of this day in Japan; none: no deadline
  add column sign_by    date,
  -- 「当座貸越（専用当貸）極度内実行」: never in the list of ended contracts, erased earlier
  add column drawdown   boolean not null default false,
  -- how an ended contract ended: 完済 or 取消合意済
  add column outcome    text check (outcome in ('repaid', 'cancelled')),
  add column repaid_on  date,
  add column ended_by   uuid references staff,
  -- why the bank withdrew it
  add column end_reason text,
  add constraint contract_cancels check ((kind = 'cancellation') = (cancels is not null)),
  add constraint contract_outcome check (outcome is null or state = 'ended');
-- one cancellation agreement at a time
create unique index contract_cancelled_once on contract (cancels) where state not in ('refused', 'withdrawn');

-- A seat: a user in a standing, for the organization or for himself. One user may have several (a
-- representative who signs for the company and guarantees personally).
alter table contract_signer
  add column capacity    text not null default 'organization' check (capacity in ('organization', 'personal')),
  add column reminded_at timestamptz,
  add column reminders   int not null default 0;
alter table contract_signer drop constraint contract_signer_contract_id_user_id_standing_key;
create unique index contract_signer_seat on contract_signer (contract_id, user_id, standing, capacity);
