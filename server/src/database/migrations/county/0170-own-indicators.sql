-- 县定指标: of which of the county's own figures a resident is in the denominator, and of which in the numerator too
-- (domain/src/indicators/flags.ts, ownTraits). Every standing is written anew when the program next starts.
alter table resident_standing add column own_bits integer not null default 0;

drop function standings_to_refresh;
-- The residents asked for as they are placed now, and everybody else in their households (the one they live in and
-- the one they were counted in), each with the standing kept so far; null for who has none yet. Locked, so that two changes
-- in one household are taken one after the other.
create function standings_to_refresh(residents_wanted uuid[])
returns table (
  resident_id uuid, is_wanted boolean, village_code bigint, household_id uuid, head_id uuid, team_id uuid,
  responsible_staff_id uuid,
  was_village_code bigint, was_household_id uuid, was_team_id uuid, was_responsible_staff_id uuid,
  population_bits integer, trait_bits integer, programme_bits integer, vaccine_bits integer,
  own_bits integer, changes_on date, open_duties text,
  household_nearest_day date
)
language sql volatile security definer set search_path from current set plan_cache_mode = force_generic_plan as $$
  select lock_standings(residents_wanted);

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
         k.vaccine_bits, k.own_bits, k.changes_on, k.open_duties, k.household_nearest_day
  from wanted w full join kept k on k.resident_id = w.id
  left join households h on h.id = case when w.id is null then k.household_id else w.household_id end
$$;

drop function put_standings;
-- Writes standings, and by how much they move the counts of villages.
create function put_standings(
  residents uuid[], villages bigint[], households uuid[], teams uuid[], staff uuid[], populations integer[],
  traits integer[], programmes integer[], vaccines integer[], owns integer[], changes date[], duties text[], nearest date[], household_nearest date[],
  counted_villages bigint[], counted_indicators text[], denominators integer[], numerators integer[],
  work_villages bigint[], work_services text[], work_days date[], work_duties integer[], work_residents integer[]
)
returns void
language sql volatile security definer set search_path from current set plan_cache_mode = force_generic_plan as $$
  insert into resident_standing (
    resident_id, village_code, household_id, team_id, responsible_staff_id, population_bits, trait_bits,
    programme_bits, vaccine_bits, own_bits, changes_on, open_duties, nearest_day, household_nearest_day
  )
  select * from unnest(residents, villages, households, teams, staff, populations, traits, programmes, vaccines, owns, changes, duties,
    nearest, household_nearest)
  on conflict (resident_id) do update set
    village_code = excluded.village_code,
    household_id = excluded.household_id,
    team_id = excluded.team_id,
    responsible_staff_id = excluded.responsible_staff_id,
    population_bits = excluded.population_bits,
    trait_bits = excluded.trait_bits,
    programme_bits = excluded.programme_bits,
    vaccine_bits = excluded.vaccine_bits,
    own_bits = excluded.own_bits,
    changes_on = excluded.changes_on,
    open_duties = excluded.open_duties,
    nearest_day = excluded.nearest_day,
    household_nearest_day = excluded.household_nearest_day;

  insert into indicator_count_changes
  select * from unnest(counted_villages, counted_indicators, denominators, numerators);

  insert into work_count_changes
  select * from unnest(work_villages, work_services, work_days, work_duties, work_residents);
$$;

revoke execute on function standings_to_refresh, put_standings from public;
grant execute on function standings_to_refresh, put_standings to qianyue_app;
