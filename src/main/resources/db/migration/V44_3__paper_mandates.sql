-- A power of attorney on paper: its file lies with the uploads under the mandate's identifier, and whom it names is
-- read by the branch.
alter table mandate
  alter column key_id drop not null,
  alter column file_id drop not null,
  alter column agent_name set default '',
  alter column agent_kana set default '';
alter table mandate alter column agent_role drop not null;
create index mandate_used_for on mandate (used_for) where state = 'used';
