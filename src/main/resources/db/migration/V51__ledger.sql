-- Lists of contracts that answer at once, however many there are (CONTRACT-1). Names and summaries
-- stand beside the contract as they are searched: any part of them, of one character too, in any
-- locale, without an extension (ADR 19). Triggers keep them: the version before this one need not know.

-- As one compares names: half-width and full-width, capitals, hiragana and katakana, spaces, ㈱ and
-- the most frequent variants of characters in names are all one.
create function search_plain(name text) returns text immutable strict parallel safe language sql
return replace(replace(replace(replace(translate(lower(normalize(name, nfkc) collate "C"),
  'ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんゔ髙﨑濵濱邉邊澤齋齊斎廣國櫻',
  'ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴ高崎浜浜辺辺沢斉斉斉広国桜'),
  ' ', ''), '(株)', '株式会社'), '(有)', '有限会社'), '(合)', '合同会社');

-- Single characters and pairs of neighbours in one line; what a GIN index is made of.
create function search_grams(lines text) returns text[] immutable strict parallel safe language sql
return (
  with characters as (select string_to_array(lines, null) as c)
  select coalesce(array_agg(distinct gram), '{}')
  from (
    select a || b as gram from characters, unnest(c, c[2:]) as pair (a, b)
    where b is not null and a <> e'\n' and b <> e'\n'
    union all
    select a from characters, unnest(c) as single (a) where a <> e'\n'
  ) as grams);

alter table contract
  -- who signs: every name of the organizations and persons, a line each; earlier names stay
  add column parties text collate "C" not null default '',
  -- what it is about: summary and titles of the documents, a line each
  add column words   text collate "C" not null default '';

update contract c
set words = search_plain(c.summary) || coalesce(
      (select string_agg(distinct e'\n' || search_plain(d.title), '') from document d where d.contract_id = c.id), ''),
    parties = coalesce(
      (select string_agg(distinct line, e'\n')
       from contract_signer s
       join organization o on o.id = s.organization_id
       join app_user u on u.id = s.user_id
       cross join lateral (values (search_plain(o.name)), (search_plain(o.name_kana)),
         (search_plain(u.family_name || u.given_name))) as lines (line)
       where s.contract_id = c.id), '');

create function contract_words() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' or new.summary <> old.summary then
    new.words := search_plain(new.summary) || case when new.words = '' then '' else e'\n' || new.words end;
  end if;
  return new;
end $$;
create trigger contract_words before insert or update of summary on contract
  for each row execute function contract_words();

create function document_words() returns trigger language plpgsql as $$
begin
  update contract set words = words || e'\n' || search_plain(new.title)
  where id = new.contract_id and strpos(words, search_plain(new.title)) = 0;
  return null;
end $$;
create trigger document_words after insert on document for each row execute function document_words();

create function contract_parties(contracts uuid[], names text[]) returns void language sql as $$
  update contract c
  set parties = concat_ws(e'\n', nullif(c.parties, ''), (
    select string_agg(distinct search_plain(name), e'\n') from unnest(names) as name
    where strpos(c.parties, search_plain(name)) = 0))
  where c.id = any(contracts)
    and exists (select from unnest(names) as name where strpos(c.parties, search_plain(name)) = 0)
$$;
create function signer_parties() returns trigger language plpgsql as $$
begin
  perform contract_parties(array[new.contract_id], (
    select array[o.name, o.name_kana, u.family_name || u.given_name]
    from organization o, app_user u where o.id = new.organization_id and u.id = new.user_id));
  return null;
end $$;
create trigger signer_parties after insert on contract_signer for each row execute function signer_parties();
-- Found by the new name as well as by that in the documents.
create function organization_parties() returns trigger language plpgsql as $$
begin
  perform contract_parties(
    array(select contract_id from contract_signer where organization_id = new.id), array[new.name, new.name_kana]);
  return null;
end $$;
create trigger organization_parties after update of name, name_kana on organization
  for each row when (old.name <> new.name or old.name_kana <> new.name_kana)
  execute function organization_parties();
create function person_parties() returns trigger language plpgsql as $$
begin
  perform contract_parties(
    array(select contract_id from contract_signer where user_id = new.id), array[new.family_name || new.given_name]);
  return null;
end $$;
create trigger person_parties after update of family_name, given_name on app_user
  for each row when (old.family_name <> new.family_name or old.given_name <> new.given_name)
  execute function person_parties();

-- How frequent each pair is, PostgreSQL counts: what is looked for by a frequent one is met soon in any order.
create index contract_parties on contract using gin (search_grams(parties)) with (gin_pending_list_limit = 256);
create index contract_words on contract using gin (search_grams(words)) with (gin_pending_list_limit = 256);
alter index contract_parties alter column 1 set statistics 1000;

-- The orders in which one branch and the whole bank turn pages, with what lists filter by.
create index contract_branch_applied on contract (branch_id, applied_on, id) include (state, amount);
create index contract_branch_planned on contract (branch_id, planned_on, id) include (state, amount);
create index contract_branch_amount  on contract (branch_id, coalesce(amount, -1), id) include (amount, state, applied_on);
create index contract_branch_state   on contract (branch_id, state, applied_on, id) include (amount, planned_on);
create index contract_applied on contract (applied_on, id) include (state, amount);
create index contract_planned on contract (planned_on, id) include (state, amount);
create index contract_amount  on contract (coalesce(amount, -1), id) include (amount, state, applied_on);
create index contract_state   on contract (state, applied_on, id) include (amount, planned_on);
create index contract_officer on contract (officer_id, branch_id, applied_on, id) include (state, amount);
create index contract_branch_cancelled on contract (branch_id, applied_on, id) where outcome = 'cancelled';
create index contract_cancelled on contract (applied_on, id) where outcome = 'cancelled';
drop index contract_branch;

-- What is not finished: few, and asked for all the time.
create index contract_open on contract (branch_id, sent_at desc)
  where state in ('signing', 'signed', 'concluding');
-- The day's totals.
create index contract_branch_sent on contract (branch_id, sent_at);
create index contract_branch_signed on contract (branch_id, signed_at);
create index contract_branch_concluded on contract (branch_id, concluded_at);
create index contract_branch_ended on contract (branch_id, ended_at);
