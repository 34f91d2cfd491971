-- As before, and unit by unit, so that what is read together lies together.
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
  order by w.unit_code, w.service, w.day
  on conflict (unit_code, service, day) do update set duties = excluded.duties, residents = excluded.residents;
$$;
