-- A customer's lists without a look at the rows themselves: who signs what, and where each contract stands.
create index contract_signer_lists on contract_signer (organization_id, contract_id)
  include (user_id, standing, capacity, state);
drop index contract_signer_organization;
create index contract_lists on contract (id)
  include (state, drawdown, branch_id, applied_on, planned_on, amount);
