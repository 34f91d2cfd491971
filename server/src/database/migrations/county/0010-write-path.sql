-- What one write asks is planned once a connection, not at every call: with one resident or two thousand the same indexes
-- are the right ones, and planning took longer than the answer.
alter function standings_to_refresh set plan_cache_mode = force_generic_plan;
alter function note_present_team set plan_cache_mode = force_generic_plan;
alter function signing_facts set plan_cache_mode = force_generic_plan;

-- All that the rules may look at, for these residents (domain/src/residents/resident-facts.ts), with the newest policy
-- edition, in one answer. Who was merged into another record is as if never here. Services from `since` on, and from the
-- beginning of any agreement that reaches into the year after it; one service a line, its fields parted by `|`.
drop function resident_facts;
create function resident_facts(residents_wanted uuid[], since date)
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
          '|', s.referred), e'\n' order by s.performed_on, s.recorded_at)
      from service_records s
      where s.resident_id = r.id and s.withdrawn_at is null and s.performed_on >= least(since, agreed.earliest - 60)),
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
revoke execute on function resident_facts from public;
grant execute on function resident_facts to qianyue_app;

-- What recording a service looks at, in one answer: the resident, a record already kept under this id, and the records
-- of the same form before and after the day. Locks the resident first, so that two records at once are taken one after
-- the other and each sees what the other did. It is asked for residents within reach only and looks at nobody else, so
-- that reach is decided once and not at each of its looks.
drop function record_surroundings;
create function record_surroundings(wanted_resident uuid, wanted_form text, wanted_day date, wanted_record uuid)
returns table (
  birth_date date, sex text, died_on date, policy uuid, same jsonb, before jsonb, after jsonb
)
language sql volatile security definer set search_path from current set plan_cache_mode = force_generic_plan as $$
  select from residents r where r.id = wanted_resident for no key update;

  select r.birth_date, r.sex, r.died_on,
    (select v.id from policy_versions v order by v.edition desc limit 1),
    to_jsonb(kept),
    (select to_jsonb(s) from service_records s
      where s.resident_id = wanted_resident and s.form = wanted_form
        and (s.performed_on, s.recorded_at) < (wanted_day, coalesce(kept.recorded_at, 'infinity'))
        and s.withdrawn_at is null and s.id <> wanted_record
      order by s.performed_on desc, s.recorded_at desc limit 1),
    (select to_jsonb(s) from service_records s
      where s.resident_id = wanted_resident and s.form = wanted_form
        and (s.performed_on, s.recorded_at) > (wanted_day, coalesce(kept.recorded_at, 'infinity'))
        and s.withdrawn_at is null and s.id <> wanted_record
      order by s.performed_on, s.recorded_at limit 1)
  from residents r
  left join service_records kept on kept.id = wanted_record and kept.resident_id = r.id
  where r.id = wanted_resident and r.merged_into_id is null
$$;
revoke execute on function record_surroundings from public;
grant execute on function record_surroundings to qianyue_app;

-- How full a team is, from two indexes alone: a team's cap is looked at by every signing with it.
drop index members_of_team;
create index members_of_team on agreement_members (team_id, ends_on, terminated_on) include (resident_id)
  where not declined;
create index households_of_team on agreements (team_id, ends_on) include (terminated_on, household_id)
  where household_id is not null and declined is null;

create or replace function team_load(team uuid, on_day date)
returns table (persons integer, households integer)
language sql stable security definer set search_path from current
begin atomic
  select
    (select count(distinct m.resident_id)::integer from agreement_members m
      where m.team_id = team and m.ends_on >= on_day and not m.declined
        and (m.terminated_on is null or m.terminated_on > on_day)),
    (select count(distinct a.household_id)::integer from agreements a
      where a.team_id = team and a.ends_on >= on_day and a.declined is null and a.household_id is not null
        and (a.terminated_on is null or a.terminated_on > on_day));
end;
