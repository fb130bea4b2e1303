-- What a version after that might take away: its own programs fill the column themselves.
select only_programs_since(9003);
drop trigger contract_weighs on contract;
drop function contract_weighs();
