-- What recording services looks at, of several residents at once: writes that wait for each other share a transaction.
drop function record_surroundings;
create function records_surroundings(
  wanted_places integer[], wanted_residents uuid[], wanted_forms text[], wanted_days date[], wanted_records uuid[],
  maternities jsonb[]
)
returns table (
  place integer, birth_date date, sex text, died_on date, maternity jsonb, policy uuid, same jsonb, before jsonb, after jsonb
)
language sql volatile security definer set search_path from current set plan_cache_mode = force_generic_plan as $$
  -- In one order, so that no two wait for each other crosswise.
  select from residents r where r.id = any (wanted_residents) order by r.id for no key update;

  select asked.place, r.birth_date, r.sex, r.died_on, asked.maternity,
    (select v.id from policy_versions v order by v.edition desc limit 1),
    to_jsonb(kept),
    (select to_jsonb(s) from service_records s
      where s.resident_id = asked.resident_id and s.form = asked.form
        and (s.performed_on, s.recorded_at) < (asked.day, coalesce(kept.recorded_at, 'infinity'))
        and s.withdrawn_at is null and s.id <> asked.record_id
      order by s.performed_on desc, s.recorded_at desc limit 1),
    (select to_jsonb(s) from service_records s
      where s.resident_id = asked.resident_id and s.form = asked.form
        and (s.performed_on, s.recorded_at) > (asked.day, coalesce(kept.recorded_at, 'infinity'))
        and s.withdrawn_at is null and s.id <> asked.record_id
      order by s.performed_on, s.recorded_at limit 1)
  from unnest(wanted_places, wanted_residents, wanted_forms, wanted_days, wanted_records, maternities)
    as asked (place, resident_id, form, day, record_id, maternity)
  join residents r on r.id = asked.resident_id and r.merged_into_id is null
  left join service_records kept on kept.id = asked.record_id and kept.resident_id = asked.resident_id
$$;
revoke execute on function records_surroundings from public;
grant execute on function records_surroundings to qianyue_app;
