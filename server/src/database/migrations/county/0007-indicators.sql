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
-- the one they were counted in), each with the standing kept so far; null for who has none yet. Locked in order of
-- id, so that two changes in one household are taken one after the other and never wait in a circle.
create function standings_to_refresh(residents_wanted uuid[])
returns table (
  resident_id uuid, is_wanted boolean, village_code bigint, household_id uuid, head_id uuid, team_id uuid,
  responsible_staff_id uuid, was jsonb
)
language sql volatile security definer set search_path from current as $$
  with wanted as (
    select r.id, r.village_code, r.household_id, r.team_id from residents r where r.id = any (residents_wanted)
  ), homes as (
    select household_id from wanted
    union
    select s.household_id from resident_standing s where s.resident_id = any (residents_wanted)
  ), locked as materialized (
    -- Arrays, so that the few rows are found by their indexes however many residents the county has.
    select s.* from resident_standing s
    where s.resident_id = any (array(
      select unnest(residents_wanted)
      union
      select m.resident_id from resident_standing m
      where m.household_id = any (array(select household_id from homes where household_id is not null))
    ))
    order by s.resident_id
    for update
  ), placed as (
    select w.id is not null as is_wanted,
           coalesce(w.id, l.resident_id) as resident_id,
           case when w.id is null then l.village_code else w.village_code end as village_code,
           case when w.id is null then l.household_id else w.household_id end as household_id,
           case when w.id is null then l.team_id else w.team_id end as team_id,
           case when l.resident_id is not null then to_jsonb(l) end as was
    from wanted w full join locked l on l.resident_id = w.id
  )
  select p.resident_id, p.is_wanted, p.village_code, p.household_id, h.head_id, p.team_id, h.responsible_staff_id, p.was
  from placed p left join households h on h.id = p.household_id
$$;

-- Writes standings, and what they change in the counts of villages, rows locked in one order.
create function put_standings(standings jsonb, changes jsonb)
returns void
language sql volatile security definer set search_path from current as $$
  insert into resident_standing as present
  select * from jsonb_populate_recordset(null::resident_standing, standings)
  on conflict (resident_id) do update set
    village_code = excluded.village_code,
    household_id = excluded.household_id,
    team_id = excluded.team_id,
    responsible_staff_id = excluded.responsible_staff_id,
    population_bits = excluded.population_bits,
    trait_bits = excluded.trait_bits,
    changes_on = excluded.changes_on;

  insert into indicator_counts (village_code, indicator, denominator, numerator)
  select village_code, indicator, 0, 0
  from jsonb_to_recordset(changes) as change (village_code bigint, indicator text)
  order by village_code, indicator
  on conflict do nothing;

  with change as (
    select * from jsonb_to_recordset(changes)
      as change (village_code bigint, indicator text, denominator integer, numerator integer)
  ), locked as materialized (
    select c.village_code, c.indicator from indicator_counts c join change using (village_code, indicator)
    order by c.village_code, c.indicator
    for update of c
  )
  update indicator_counts c set
    denominator = c.denominator + change.denominator,
    numerator = c.numerator + change.numerator
  from change join locked using (village_code, indicator)
  where c.village_code = change.village_code and c.indicator = change.indicator;
$$;

revoke execute on function standings_to_refresh, put_standings from public;
grant execute on function standings_to_refresh, put_standings to qianyue_app;
