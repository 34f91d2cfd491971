-- What is true of a resident in the programmes of the specification (domain/src/indicators/flags.ts, programmeTraits): the
-- word of traits has no bits left. Every standing is written anew when the program next starts, for its figures' edition differs.
alter table resident_standing add column programme_bits integer not null default 0;

drop function standings_to_refresh;
create function standings_to_refresh(residents_wanted uuid[])
returns table (
  resident_id uuid, is_wanted boolean, village_code bigint, household_id uuid, head_id uuid, team_id uuid,
  responsible_staff_id uuid,
  was_village_code bigint, was_household_id uuid, was_team_id uuid, was_responsible_staff_id uuid,
  population_bits integer, trait_bits integer, programme_bits integer, changes_on date
)
language sql volatile security definer set search_path from current set plan_cache_mode = force_generic_plan as $$
  select pg_advisory_xact_lock(village) from (
    select r.village_code as village from residents r where r.id = any (residents_wanted)
    union
    select s.village_code from resident_standing s where s.resident_id = any (residents_wanted)
    union
    select s.village_code from resident_standing s where s.household_id = any (array(
      select r.household_id from residents r where r.id = any (residents_wanted) and r.household_id is not null
      union
      select m.household_id from resident_standing m
      where m.resident_id = any (residents_wanted) and m.household_id is not null
    ))
    order by 1
  ) villages;

  -- Arrays, so that the few rows are found by their indexes however many residents the county has.
  with wanted as (
    select r.id, r.village_code, r.household_id, r.team_id from residents r where r.id = any (residents_wanted)
  ), kept as (
    select s.* from resident_standing s where s.resident_id = any (array(
      select unnest(residents_wanted)
      union
      select m.resident_id from resident_standing m where m.household_id = any (array(
        select household_id from wanted where household_id is not null
        union
        select o.household_id from resident_standing o
        where o.resident_id = any (residents_wanted) and o.household_id is not null
      ))
    ))
  )
  select coalesce(w.id, k.resident_id), w.id is not null,
         case when w.id is null then k.village_code else w.village_code end,
         case when w.id is null then k.household_id else w.household_id end,
         h.head_id,
         case when w.id is null then k.team_id else w.team_id end,
         h.responsible_staff_id,
         k.village_code, k.household_id, k.team_id, k.responsible_staff_id, k.population_bits, k.trait_bits, k.programme_bits,
         k.changes_on
  from wanted w full join kept k on k.resident_id = w.id
  left join households h on h.id = case when w.id is null then k.household_id else w.household_id end
$$;

-- Writes standings, and by how much they move the counts of villages.
drop function put_standings;
create function put_standings(
  residents uuid[], villages bigint[], households uuid[], teams uuid[], staff uuid[], populations integer[],
  traits integer[], programmes integer[], changes date[],
  counted_villages bigint[], counted_indicators text[], denominators integer[], numerators integer[]
)
returns void
language sql volatile security definer set search_path from current as $$
  insert into resident_standing (
    resident_id, village_code, household_id, team_id, responsible_staff_id, population_bits, trait_bits,
    programme_bits, changes_on
  )
  select * from unnest(residents, villages, households, teams, staff, populations, traits, programmes, changes)
  on conflict (resident_id) do update set
    village_code = excluded.village_code,
    household_id = excluded.household_id,
    team_id = excluded.team_id,
    responsible_staff_id = excluded.responsible_staff_id,
    population_bits = excluded.population_bits,
    trait_bits = excluded.trait_bits,
    programme_bits = excluded.programme_bits,
    changes_on = excluded.changes_on;

  insert into indicator_counts (village_code, indicator, denominator, numerator)
  select village, code, 0, 0 from unnest(counted_villages, counted_indicators) as moved (village, code)
  where not exists (select from indicator_counts c where c.village_code = village and c.indicator = code)
  on conflict do nothing;

  update indicator_counts c set
    denominator = c.denominator + moved.denominator,
    numerator = c.numerator + moved.numerator
  from unnest(counted_villages, counted_indicators, denominators, numerators)
    as moved (village, code, denominator, numerator)
  where c.village_code = moved.village and c.indicator = moved.code;
$$;

revoke execute on function standings_to_refresh, put_standings from public;
grant execute on function standings_to_refresh, put_standings to qianyue_app;
