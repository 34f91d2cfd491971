-- Figures (指标): one row per resident with what is true of them, counts per village kept with every write, and
-- month-end copies of the counts. All of it follows from the facts and can be dropped and rebuilt.
create table resident_standing (
  resident_id           uuid primary key references residents,
  village_code          bigint not null,
  household_id          uuid,
  team_id               uuid,
  responsible_staff_id  uuid,                        -- 包户医生
  population_bits       integer not null,            -- bit n: the nth population of domain/src/populations
  trait_bits            integer not null,            -- bit n: the nth trait of domain/src/indicators/flags.ts
  changes_on            date not null                -- first day on which it can change though nothing is written
) with (fillfactor = 80);
create index standing_of_village on resident_standing (village_code, resident_id);
create index standing_of_household on resident_standing (household_id);

-- One figure in one village. A row is locked only from the last statement of a write until its commit, and only for
-- the figures that the write moves: villages, not the county, are the unit of contention.
create table indicator_counts (
  village_code  bigint not null,
  indicator     text not null,
  denominator   integer not null,
  numerator     integer not null,
  primary key (village_code, indicator),
  constraint numerator_within_denominator check (numerator between 0 and denominator)
) with (fillfactor = 70);
create index counts_of_indicator on indicator_counts (indicator, village_code);

-- 月末数: the counts as they were on the last day of a month.
create table indicator_snapshots (
  taken_for     date not null,
  village_code  bigint not null,
  indicator     text not null,
  denominator   integer not null,
  numerator     integer not null,
  primary key (indicator, taken_for, village_code),
  constraint numerator_within_denominator check (numerator between 0 and denominator)
);

-- 统计日: the day for which every standing holds, and what the bits and counts meant when they were written. The
-- night's refresh moves it on.
create table indicator_day (
  id         boolean primary key default true check (id),
  day        date not null,
  edition    text not null,
  set_at     timestamptz not null default now()
);

alter table resident_standing enable row level security;
create policy within_reach on resident_standing using (
  village_code between (select platform.reach_from()) and (select platform.reach_to())
  or village_code = any ((select platform.reach_units())::bigint[])
  or team_id = any ((select platform.reach_teams())::uuid[])
  or resident_id = (select platform.reach_resident())
);

-- The application reads standings within its reach. It changes them only through the two functions below, which see
-- a whole household even when the viewer reaches one member of it.
grant select on resident_standing, indicator_counts, indicator_snapshots, indicator_day to qianyue_app;

-- The residents asked for as they are placed now, and everybody else in their households (the one they live in and
-- the one they were counted in), each with the standing kept so far; null for who has none yet. Their villages are locked
-- until the end of the transaction, in order, so that two changes in one village or household are taken one after the
-- other: a lock in memory costs nothing to write, unlike locks on rows.
create function standings_to_refresh(residents_wanted uuid[])
returns table (
  resident_id uuid, is_wanted boolean, village_code bigint, household_id uuid, head_id uuid, team_id uuid,
  responsible_staff_id uuid,
  was_village_code bigint, was_household_id uuid, was_team_id uuid, was_responsible_staff_id uuid,
  population_bits integer, trait_bits integer, changes_on date
)
language sql volatile security definer set search_path from current as $$
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
         k.village_code, k.household_id, k.team_id, k.responsible_staff_id, k.population_bits, k.trait_bits, k.changes_on
  from wanted w full join kept k on k.resident_id = w.id
  left join households h on h.id = case when w.id is null then k.household_id else w.household_id end
$$;

-- Writes standings, and by how much they move the counts of villages.
create function put_standings(
  residents uuid[], villages bigint[], households uuid[], teams uuid[], staff uuid[], populations integer[],
  traits integer[], changes date[],
  counted_villages bigint[], counted_indicators text[], denominators integer[], numerators integer[]
)
returns void
language sql volatile security definer set search_path from current as $$
  insert into resident_standing (
    resident_id, village_code, household_id, team_id, responsible_staff_id, population_bits, trait_bits, changes_on
  )
  select * from unnest(residents, villages, households, teams, staff, populations, traits, changes)
  on conflict (resident_id) do update set
    village_code = excluded.village_code,
    household_id = excluded.household_id,
    team_id = excluded.team_id,
    responsible_staff_id = excluded.responsible_staff_id,
    population_bits = excluded.population_bits,
    trait_bits = excluded.trait_bits,
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
