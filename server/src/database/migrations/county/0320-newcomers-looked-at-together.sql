-- Adds residents, and households that are made for them, with where they live and on which lists they stand. What the policy of
-- rows, foreign keys and the triggers that note doors would do for each of them, a fifth of what a register costs the database,
-- is done here for all at once, so that they are left out while this function runs: whoever adds a trigger or a key to one of
-- the four tables says it here too.
create function put_newcomers(
  new_households uuid[], household_villages bigint[], group_numbers integer[], register_numbers text[], addresses text[], heads uuid[],
  ids uuid[], households uuid[], villages bigint[], names text[], pinyins text[], initials text[], sexes text[], birth_dates date[],
  document_types text[], id_numbers_encrypted bytea[], id_number_hashes bytea[], id_tail_hashes bytea[], id_numbers_masked text[],
  phones_encrypted bytea[], phone_hashes bytea[], phones_masked text[], contact_names text[], contact_phones_encrypted bytea[],
  contact_phones_masked text[], relations text[], ethnicities text[], residencies text[], record_numbers text[],
  registered_days date[], away_days date[], profiles jsonb[], warned jsonb[],
  population_ids uuid[], population_residents uuid[], populations text[], since_days date[], until_days date[], declarers text[],
  notes text[], recorder uuid
) returns void
language plpgsql volatile security definer set search_path from current as $$
declare
  their_villages bigint[] := array(select unnest(villages) union select unnest(household_villages));
  their_households uuid[] := array(select distinct unnest(households));
begin
  -- The program itself, as the owner, is past every policy.
  if current_setting('role') <> 'none' and exists (
    select from unnest(their_villages) as village
    where not coalesce(village between platform.reach_from() and platform.reach_to(), false)
      and not coalesce(village = any (platform.reach_units()), false)
  ) then
    raise insufficient_privilege using message = 'a newcomer lives in a village out of reach';
  end if;
  -- Held as a foreign key holds them, so that they are there when this transaction ends; what it made itself nobody else sees.
  perform from org_units where code = any (their_villages) for key share;
  if (select count(*) from org_units where code = any (their_villages)) < cardinality(their_villages) then
    raise foreign_key_violation using message = 'a newcomer lives in a village that is not there';
  end if;
  insert into households (id, village_code, group_number, register_number, address, head_id)
  select * from unnest(new_households, household_villages, group_numbers, register_numbers, addresses, heads);
  perform from households where id = any (their_households) and xmin <> pg_current_xact_id()::xid for key share;
  if (select count(*) from households where id = any (their_households)) < cardinality(their_households) then
    raise foreign_key_violation using message = 'a newcomer lives in a household that is not there';
  end if;
  if exists (select from unnest(population_residents || heads) as named where named not in (select unnest(ids))) then
    raise foreign_key_violation using message = 'a head of a household or somebody on a list is not among the newcomers';
  end if;

  insert into residents (
    id, household_id, village_code, name, pinyin, name_initials, sex, birth_date, id_document_type,
    id_number_encrypted, id_number_hash, id_tail_hash, id_number_masked, phone_encrypted, phone_hash, phone_masked,
    contact_name, contact_phone_encrypted, contact_phone_masked, relation, ethnicity, residency,
    health_record_number, registered_on, away_since, profile, warnings)
  select * from unnest(
    ids, households, villages, names, pinyins, initials, sexes, birth_dates, document_types,
    id_numbers_encrypted, id_number_hashes, id_tail_hashes, id_numbers_masked, phones_encrypted, phone_hashes, phones_masked,
    contact_names, contact_phones_encrypted, contact_phones_masked, relations, ethnicities, residencies,
    record_numbers, registered_days, away_days, profiles, warned);

  insert into household_memberships (resident_id, household_id, relation, since)
  select * from unnest(ids, households, relations, registered_days);

  insert into resident_populations (id, resident_id, population, since, until, source, declared_by, source_note, recorded_by)
  select given.id, given.resident_id, given.population, given.since, given.until, 'declared', given.declared_by, given.source_note, recorder
  from unnest(population_ids, population_residents, populations, since_days, until_days, declarers, notes)
    as given (id, resident_id, population, since, until, declared_by, source_note)
  on conflict do nothing;

  if current_setting('session_replication_role') = 'replica' then
    insert into door_changes (door_id) select * from unnest(their_households);
  end if;
end $$;
revoke execute on function put_newcomers from public;
grant execute on function put_newcomers to qianyue_app;

-- Whoever brings a PostgreSQL of their own, with an owner who may not do this, has each row looked at as before.
do $$ begin
  alter function put_newcomers set session_replication_role = replica;
exception when insufficient_privilege then null;
end $$;

drop function put_newcomers_memberships, put_newcomers_populations;
