-- The line of which a row was made, as a number: a line that has not changed is neither taken apart nor compared.
alter table resident_duties add column line_hash bigint;

create or replace function put_resident_duties(lines text) returns void
language sql volatile security definer set search_path from current as $$
  with given as materialized (
    select f[1]::uuid as resident_id, f[2]::bigint as village_code, nullif(f[3], '')::uuid as team_id, f[4]::smallint as year,
      f[5]::text[] as keys, f[6]::date[] as due_from, f[7]::date[] as due_by, f[8]::date[] as closes_on,
      f[9]::date[] as planned_on, f[10]::date[] as done_on, f[11]::uuid[] as fulfilled_by, f[12]::date[] as cancelled_on,
      f[13]::text[] as cancelled_because, f[14]::date[] as paused_from, f[15]::date[] as paused_until,
      f[16]::text[] as because, f[17]::jsonb as packages, line_hash
    from (
      select string_to_array(split.line, e'\t') as f, split.line_hash
      from (
        select line, left(line, 36)::uuid as resident_id, hashtextextended(line, 0) as line_hash
        from string_to_table(lines, e'\n') as line
      ) split
      left join resident_duties kept using (resident_id)
      where kept.line_hash is distinct from split.line_hash
      offset 0
    ) as changed
  )
  insert into resident_duties as present (resident_id, village_code, team_id, year, keys, due_from, due_by, closes_on,
    planned_on, done_on, fulfilled_by, cancelled_on, cancelled_because, paused_from, paused_until, because, packages, line_hash)
  select * from given
  on conflict (resident_id) do update set
    village_code = excluded.village_code, team_id = excluded.team_id, year = excluded.year, keys = excluded.keys,
    due_from = excluded.due_from, due_by = excluded.due_by, closes_on = excluded.closes_on,
    planned_on = excluded.planned_on, done_on = excluded.done_on, fulfilled_by = excluded.fulfilled_by,
    cancelled_on = excluded.cancelled_on, cancelled_because = excluded.cancelled_because,
    paused_from = excluded.paused_from, paused_until = excluded.paused_until, because = excluded.because,
    packages = excluded.packages, line_hash = excluded.line_hash
$$;

-- Counts everything anew from the standings and writes what differs; the caller has locked the writers out.
create or replace function recount_work() returns void
language sql volatile security definer set search_path from current as $$
  delete from work_count_changes;
  with one as (
    select s.village_code, s.resident_id, left(duty, 10) as day, substr(duty, 12) as service
    from resident_standing s cross join lateral string_to_table(s.open_duties, ',') as duty
    where s.nearest_day is not null
  ), counted as (
    select village_code, service, day, count(*) as duties, 0 as residents from one group by 1, 2, 3
    union all
    select village_code, service, day, 0, count(*)
    from (select village_code, service, min(day) as day from one group by village_code, resident_id, service) first
    group by 1, 2, 3
    union all
    select village_code, '', nearest_day::text, 0, count(*) from resident_standing where nearest_day is not null group by 1, 3
  ), wanted as materialized (
    select unit as unit_code, service, day::date as day, sum(duties)::integer as duties, sum(residents)::integer as residents
    from counted cross join lateral (
      values (village_code), (village_code / 1000 * 1000), (village_code / 1000000 * 1000000)
    ) units (unit)
    group by 1, 2, 3
  ), gone as (
    delete from work_counts k
    where not exists (
      select from wanted w where w.unit_code = k.unit_code and w.service = k.service and w.day = k.day
    )
  )
  insert into work_counts as kept (unit_code, service, day, duties, residents)
  select w.* from wanted w left join work_counts k using (unit_code, service, day)
  where (w.duties, w.residents) is distinct from (k.duties, k.residents)
  on conflict (unit_code, service, day) do update set duties = excluded.duties, residents = excluded.residents;
$$;

-- The sheet of basic information is looked for with every check of a health record, and few residents' records are one.
create index information_sheets on service_records (resident_id, performed_on, recorded_at)
  where form = 'personal-information' and withdrawn_at is null;

create or replace function health_records_to_check(residents_wanted uuid[])
returns table (
  resident_id uuid, opened_on date, kept_by_unit bigint, village_code bigint, birth_date date, sex text, warnings jsonb,
  has_id_number boolean, has_phone boolean, has_contact boolean, contact_is_oneself boolean, has_address boolean,
  has_responsible_doctor boolean, first_served_on date, last_active_on date, populations json, information json,
  kept_last_active_on date, kept_score smallint, kept_flaws text
)
language sql stable security definer set search_path from current set plan_cache_mode = force_generic_plan as $$
  select h.resident_id, h.opened_on, h.kept_by_unit, r.village_code, r.birth_date, r.sex, r.warnings,
    r.id_number_hash is not null, r.phone_masked is not null,
    r.contact_name is not null and r.contact_phone_masked is not null,
    coalesce(r.contact_phone_masked = r.phone_masked, false),
    coalesce(d.address, '') <> '', h.responsible_staff_id is not null,
    (select s.performed_on from service_records s
      where s.resident_id = h.resident_id and s.withdrawn_at is null and s.form <> 'personal-information'
      order by s.performed_on limit 1),
    (select s.performed_on from service_records s
      where s.resident_id = h.resident_id and s.withdrawn_at is null and s.form <> 'personal-information'
      order by s.performed_on desc limit 1),
    (select json_agg(json_build_array(p.population, p.since, p.until, p.source))
      from resident_populations p where p.resident_id = h.resident_id),
    (select json_build_object('performedOn', s.performed_on, 'values', s.values)
      from service_records s
      where s.resident_id = h.resident_id and s.form = 'personal-information' and s.withdrawn_at is null
      order by s.performed_on desc, s.recorded_at desc limit 1),
    h.last_active_on, h.score, array_to_string(h.flaws, ' ')
  from health_records h
  join residents r on r.id = h.resident_id
  left join households d on d.id = r.household_id
  where h.resident_id = any (residents_wanted)
$$;
