-- What the check of health records looks at, for those of these residents who have one, and what is written of it. Asked by
-- every write beside the facts of its residents, also of one whom the change at hand has just moved out of the viewer's
-- reach; planned once a connection.
create function health_records_to_check(residents_wanted uuid[])
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
    served.first_on, served.last_on,
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
  cross join lateral (
    select min(s.performed_on) as first_on, max(s.performed_on) as last_on from service_records s
    where s.resident_id = h.resident_id and s.withdrawn_at is null and s.form <> 'personal-information'
  ) served
  where h.resident_id = any (residents_wanted)
$$;

create function put_health_record_checks(checked uuid[], active_days date[], scores smallint[], flaws_found text[]) returns void
language sql volatile security definer set search_path from current set plan_cache_mode = force_generic_plan as $$
  update health_records h set last_active_on = given.active_on, score = given.score, flaws = string_to_array(given.flaws, ' ')
  from unnest(checked, active_days, scores, flaws_found) as given (resident_id, active_on, score, flaws)
  where h.resident_id = given.resident_id
$$;
revoke execute on function health_records_to_check, put_health_record_checks from public;
grant execute on function health_records_to_check, put_health_record_checks to qianyue_app;
