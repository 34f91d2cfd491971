-- By how much writes moved the figures of villages, not yet added to indicator_counts: rows only, so that writes in one
-- village do not wait for each other. A figure is the sum of both.
create table indicator_count_changes (
  village_code  bigint not null,
  indicator     text not null,
  denominator   integer not null,
  numerator     integer not null
);
grant select on indicator_count_changes to qianyue_app;

create view indicator_counts_now as
  select village_code, indicator, sum(denominator)::integer as denominator, sum(numerator)::integer as numerator
  from (
    select village_code, indicator, denominator, numerator from indicator_counts
    union all
    select village_code, indicator, denominator, numerator from indicator_count_changes
  ) counted
  group by village_code, indicator;
grant select on indicator_counts_now to qianyue_app;

-- Adds the differences to the counts; nothing when another is at it.
create function fold_counts() returns void
language plpgsql volatile security definer set search_path from current as $$
declare
  villages bigint[];
  indicators text[];
  denominators integer[];
  numerators integer[];
begin
  if not pg_try_advisory_xact_lock(hashtext(current_schema() || ' fold counts')) then return; end if;

  with gone as (delete from indicator_count_changes returning *),
  moved as (
    select village_code, indicator, sum(denominator)::integer as denominator, sum(numerator)::integer as numerator
    from gone group by village_code, indicator
  )
  select array_agg(m.village_code), array_agg(m.indicator), array_agg(m.denominator), array_agg(m.numerator)
  into villages, indicators, denominators, numerators
  from moved m where m.denominator <> 0 or m.numerator <> 0;

  insert into indicator_counts (village_code, indicator, denominator, numerator)
  select village, code, 0, 0 from unnest(villages, indicators) as moved (village, code)
  on conflict do nothing;
  update indicator_counts c set
    denominator = c.denominator + moved.denominator,
    numerator = c.numerator + moved.numerator
  from unnest(villages, indicators, denominators, numerators) as moved (village, code, denominator, numerator)
  where c.village_code = moved.village and c.indicator = moved.code;

  with gone as (delete from work_count_changes returning *)
  insert into work_counts as kept (unit_code, service, day, duties, residents)
  select unit, service, day, sum(duties), sum(residents)
  from gone cross join lateral (
    values (village_code), (village_code / 1000 * 1000), (village_code / 1000000 * 1000000)
  ) units (unit)
  group by 1, 2, 3 having sum(duties) <> 0 or sum(residents) <> 0
  order by 1, 2, 3
  on conflict (unit_code, service, day) do update set
    duties = kept.duties + excluded.duties, residents = kept.residents + excluded.residents;
end
$$;
revoke execute on function fold_counts from public;

-- Locks what decides the standings of these residents until the end of the transaction: their households, each by itself,
-- beside the shared lock of their villages; many residents lock whole villages instead, for so many single locks are not
-- to be had. Asked again after waiting, because somebody may have moved meanwhile.
create function lock_standings(residents_wanted uuid[]) returns void
language plpgsql volatile security definer set search_path from current set plan_cache_mode = force_generic_plan as $$
declare
  are_many constant boolean := cardinality(residents_wanted) > 50;
  villages bigint[];
  households bigint[];
  locked_villages bigint[] := '{}';
  locked_households bigint[] := '{}';
begin
  loop
    with named as (
      select r.village_code, coalesce(r.household_id, r.id) as home from residents r where r.id = any (residents_wanted)
      union
      select s.village_code, coalesce(s.household_id, s.resident_id) from resident_standing s
      where s.resident_id = any (residents_wanted)
    ), touched as (
      select village_code, home from named
      union
      select s.village_code, s.household_id from resident_standing s
      where s.household_id = any (array(select home from named))
    )
    select array_agg(distinct village_code order by village_code),
      array_agg(distinct uuid_hash_extended(home, 0) order by uuid_hash_extended(home, 0))
    into villages, households from touched;
    exit when coalesce(villages, '{}') <@ locked_villages
      and (are_many or coalesce(households, '{}') <@ locked_households);
    if are_many then
      perform pg_advisory_xact_lock(village) from unnest(villages) as village;
      return;
    end if;
    perform pg_advisory_xact_lock_shared(village) from unnest(villages) as village;
    perform pg_advisory_xact_lock(home) from unnest(households) as home;
    locked_villages := villages;
    locked_households := households;
  end loop;
end
$$;
revoke execute on function lock_standings from public;

drop function standings_to_refresh;
-- The residents asked for as they are placed now, and everybody else in their households (the one they live in and
-- the one they were counted in), each with the standing kept so far; null for who has none yet. Locked, so that two changes
-- in one household are taken one after the other.
create function standings_to_refresh(residents_wanted uuid[])
returns table (
  resident_id uuid, is_wanted boolean, village_code bigint, household_id uuid, head_id uuid, team_id uuid,
  responsible_staff_id uuid,
  was_village_code bigint, was_household_id uuid, was_team_id uuid, was_responsible_staff_id uuid,
  population_bits integer, trait_bits integer, programme_bits integer, changes_on date, open_duties text,
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
         k.changes_on, k.open_duties, k.household_nearest_day
  from wanted w full join kept k on k.resident_id = w.id
  left join households h on h.id = case when w.id is null then k.household_id else w.household_id end
$$;

drop function put_standings;
-- Writes standings, and by how much they move the counts of villages.
create function put_standings(
  residents uuid[], villages bigint[], households uuid[], teams uuid[], staff uuid[], populations integer[],
  traits integer[], programmes integer[], changes date[], duties text[], nearest date[], household_nearest date[],
  counted_villages bigint[], counted_indicators text[], denominators integer[], numerators integer[],
  work_villages bigint[], work_services text[], work_days date[], work_duties integer[], work_residents integer[]
)
returns void
language sql volatile security definer set search_path from current set plan_cache_mode = force_generic_plan as $$
  insert into resident_standing (
    resident_id, village_code, household_id, team_id, responsible_staff_id, population_bits, trait_bits,
    programme_bits, changes_on, open_duties, nearest_day, household_nearest_day
  )
  select * from unnest(residents, villages, households, teams, staff, populations, traits, programmes, changes, duties,
    nearest, household_nearest)
  on conflict (resident_id) do update set
    village_code = excluded.village_code,
    household_id = excluded.household_id,
    team_id = excluded.team_id,
    responsible_staff_id = excluded.responsible_staff_id,
    population_bits = excluded.population_bits,
    trait_bits = excluded.trait_bits,
    programme_bits = excluded.programme_bits,
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
