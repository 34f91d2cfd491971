-- A fasting glucose measured by itself tells the rules its value, as one of an examination does.
create or replace function resident_facts(residents_wanted uuid[], since date)
returns table (
  id uuid, village_code bigint, team_id uuid, birth_date date, sex text, registered_on date, died_on date,
  moved_out_on date, away_since date, away_until date, populations json, agreements json, services text, policy uuid
)
language sql stable security definer set search_path from current set plan_cache_mode = force_generic_plan as $$
  select r.id, r.village_code, r.team_id, r.birth_date, r.sex, r.registered_on, r.died_on,
    case when r.merged_into_id is null then r.moved_out_on else r.registered_on end, r.away_since, r.away_until,
    (select json_agg(json_build_array(p.population, p.since, p.until, p.source) order by p.since, p.population)
      from resident_populations p where p.resident_id = r.id),
    agreed.list,
    (select string_agg(
        concat(s.id, '|', s.form, '|', s.service, '|', s.performed_on, '|', s.mode, '|', s.controlled, '|', s.next_due_on,
          '|', s.referred, '|', s.complete, '|',
          case when s.form in ('pregnancy-registration', 'first-antenatal-check', 'pregnancy-outcome', 'postpartum-visit',
              'postpartum-42-day-check', 'vaccination')
            then (select json_object_agg(said.key, said.value) from jsonb_each(s.values) said
              where said.key in ('lastPeriodOn', 'endedOn', 'outcome', 'dischargedOn', 'doses', 'bookletOn',
                'specialConditions'))
            when s.form in ('blood-pressure-screening', 'encounter-note', 'health-assessment', 'type2-diabetes-follow-up',
              'result-recheck', 'fasting-glucose-check')
            then json_strip_nulls(json_build_object(
              'systolicMmHg', s.values -> 'systolicMmHg', 'diastolicMmHg', s.values -> 'diastolicMmHg',
              'leftSystolicMmHg', s.values -> 'leftSystolicMmHg', 'leftDiastolicMmHg', s.values -> 'leftDiastolicMmHg',
              'rightSystolicMmHg', s.values -> 'rightSystolicMmHg', 'rightDiastolicMmHg', s.values -> 'rightDiastolicMmHg',
              'fastingGlucoseMmolL', s.values -> 'fastingGlucoseMmolL', 'results', s.results))
          end),
        e'\n' order by s.performed_on, s.recorded_at)
      from (
        select s.id, s.form, s.service, s.performed_on, s.mode, s.controlled, s.next_due_on, s.referred, s.complete, s.values, s.results, s.recorded_at
        from service_records s
        where s.resident_id = r.id and s.withdrawn_at is null and s.performed_on >= least(since, agreed.earliest - 60)
        union all
        select s.id, s.form, s.service, s.performed_on, s.mode, s.controlled, s.next_due_on, s.referred, s.complete, s.values, s.results, s.recorded_at
        from service_records s
        where s.resident_id = r.id and s.withdrawn_at is null and s.form = 'vaccination'
          and s.performed_on < least(since, agreed.earliest - 60)
      ) s),
    (select v.id from policy_versions v order by v.edition desc limit 1)
  from residents r
  cross join lateral (
    select min(m.starts_on) filter (where m.ends_on >= since + interval '1 year') as earliest,
      json_agg(json_build_array(m.agreement_id, m.team_id, m.starts_on, m.ends_on, m.terminated_on, m.packages)
        order by m.starts_on) as list
    from agreement_members m join agreements a on a.id = m.agreement_id
    where m.resident_id = r.id and not m.declined and a.signed_on is not null
  ) agreed
  where r.id = any (residents_wanted)
$$;
