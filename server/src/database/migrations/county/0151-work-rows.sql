-- Who the residents of a page of the work list are: those whom the viewer reaches, decided once and planned once a
-- connection. The head of a household is named to whoever reaches the head.
create function work_rows(residents_wanted uuid[])
returns table (
  resident_id uuid, name text, sex text, birth_date date, phone_masked text, household_id uuid, head_name text,
  village_code bigint, village_name text, address text, team_name text, away_since date, away_until date, populations jsonb
)
language sql stable security definer set search_path from current set plan_cache_mode = force_generic_plan as $$
  select r.id, r.name, r.sex, r.birth_date, r.phone_masked, r.household_id,
    case when head.village_code between (select platform.reach_from()) and (select platform.reach_to())
        or head.village_code = any ((select platform.reach_units())::bigint[])
        or head.team_id = any ((select platform.reach_teams())::uuid[])
        or head.id = (select platform.reach_resident())
      then head.name end,
    r.village_code, u.area_name, coalesce(h.address, ''), t.name, r.away_since, r.away_until,
    (select jsonb_agg(jsonb_build_object('population', p.population, 'since', p.since, 'until', p.until, 'source', p.source))
      from resident_populations p where p.resident_id = r.id)
  from residents r
  join org_units u on u.code = r.village_code
  left join households h on h.id = r.household_id
  left join residents head on head.id = h.head_id
  left join teams t on t.id = r.team_id
  where r.id = any (residents_wanted) and (
    r.village_code between (select platform.reach_from()) and (select platform.reach_to())
    or r.village_code = any ((select platform.reach_units())::bigint[])
    or r.team_id = any ((select platform.reach_teams())::uuid[])
    or r.id = (select platform.reach_resident())
  )
$$;
revoke execute on function work_rows from public;
grant execute on function work_rows to qianyue_app;
