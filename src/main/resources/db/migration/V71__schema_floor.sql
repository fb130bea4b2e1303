-- While nodes are replaced, programs of several versions work on one schema (OPS-6). Each node says which migration is the newest
-- that it knows; those that do not say it know 70.
alter table node add column knows integer not null default 70;

-- The newest migration that a program has to know to work with this schema.
create table schema_floor (
  one    boolean primary key default true check (one),
  oldest integer not null
);
insert into schema_floor (oldest) values (0);

-- What a migration begins with that takes away something which programs before migration `needed` use: it fails while one of
-- them is at work, and none of them starts afterwards.
create function only_programs_since(needed integer) returns void language plpgsql as $$
declare
  old text;
begin
  lock table node in share row exclusive mode;
  select string_agg(address, ', ' order by address) into old from node
   where left_at is null and seen_at > clock_timestamp() - interval '1 minute' and knows < needed;
  if old is not null then
    raise exception '%', old using errcode = 'NS001';
  end if;
  update schema_floor set oldest = needed where oldest < needed;
end $$;
