-- What a signing must know, of residents whom the viewer has been found to reach: reach is decided once for them and not
-- again at each table, and it is planned once a connection. The team is looked at for itself.
create function signing_known(
  reached uuid[], agreement uuid, wanted_team uuid, own_teams uuid[], starts date, on_day date
) returns table (known boolean, people jsonb, team jsonb, packages jsonb, policy uuid)
language sql stable security definer set search_path from current set plan_cache_mode = force_generic_plan as $$
  select
    exists (select from agreements a where a.id = agreement),
    (select coalesce(jsonb_agg(jsonb_build_object(
      'id', r.id, 'name', r.name, 'sex', r.sex, 'birthDate', r.birth_date, 'diedOn', r.died_on,
      'movedOutOn', r.moved_out_on, 'householdId', r.household_id, 'villageCode', r.village_code, 'relation', r.relation,
      'isHead', coalesce(h.head_id = r.id, false), 'address', h.address,
      'populations', coalesce((select jsonb_agg(jsonb_build_object('population', p.population, 'since', p.since,
          'until', p.until, 'source', p.source)) from resident_populations p where p.resident_id = r.id), '[]'),
      'taken', coalesce((select jsonb_agg(jsonb_build_object('agreementId', m.agreement_id, 'teamId', m.team_id,
          'startsOn', m.starts_on, 'endsOn', coalesce(m.terminated_on - 1, m.ends_on)) order by m.starts_on)
        from agreement_members m where m.resident_id = r.id and not m.declined
          and coalesce(m.terminated_on - 1, m.ends_on) >= least(starts, on_day)
          and (m.terminated_on is null or m.terminated_on > m.starts_on)), '[]'))), '[]')
    from residents r left join households h on h.id = r.household_id
    where r.id = any (reached) and r.merged_into_id is null),
    (select jsonb_build_object(
      'id', t.id, 'name', t.name, 'phone', t.phone, 'unitCode', t.unit_code, 'unitName', u.name,
      'dissolvedOn', t.dissolved_on, 'maxPersons', t.max_persons, 'maxHouseholds', t.max_households,
      'maxVillages', t.max_villages, 'persons', load.persons, 'households', load.households,
      'villages', coalesce((select jsonb_agg(v.village_code) from team_villages v where v.team_id = t.id
          and v.since <= on_day and (v.until is null or v.until >= on_day)), '[]'),
      'members', coalesce((select jsonb_agg(jsonb_build_object('staffId', m.staff_id, 'role', m.role, 'leads', m.leads,
          'since', m.since, 'licenceExpiresOn', s.licence_expires_on, 'suspendedSince', s.suspended_since,
          'leftOn', s.left_on) order by m.leads desc, m.since)
        from team_members m join staff s on s.id = m.staff_id
        where m.team_id = t.id and m.since <= on_day and (m.until is null or m.until >= on_day)), '[]'))
    from teams t join org_units u on u.code = t.unit_code cross join lateral team_load(t.id, on_day) as load
    where t.id = wanted_team and (
      t.unit_code between platform.reach_from() and platform.reach_to()
      or t.id = any (own_teams)
      or exists (select from team_villages v where v.team_id = t.id and v.since <= on_day
        and (v.until is null or v.until >= on_day)
        and (v.village_code between platform.reach_from() and platform.reach_to()
          or v.village_code = any (platform.reach_units()))))),
    (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'code', p.code, 'name', p.name, 'group', p.package_group,
      'tier', p.tier, 'validFrom', p.valid_from, 'validUntil', p.valid_until, 'items', p.items,
      'yearlyPriceFen', p.yearly_price_fen, 'shares', p.shares, 'needsAnyPopulation', p.needs_any_population,
      'needsAnyPackage', p.needs_any_package, 'excludes', p.excludes, 'maxPersons', p.max_persons)
      order by p.created_at, p.id), '[]')
    from package_versions p where p.valid_from <= starts and (p.valid_until is null or p.valid_until >= starts)),
    (select v.id from policy_versions v order by v.edition desc limit 1)
$$;
revoke execute on function signing_known from public;
grant execute on function signing_known to qianyue_app;

-- All that a signing must know, in one answer, of what the viewer reaches. With `locks`, signings of the same residents
-- are taken one after the other from here on; locks are taken in the order of ids, so that none waits in a ring.
create or replace function signing_facts(
  wanted uuid[], agreement uuid, wanted_team uuid, own_teams uuid[], starts date, on_day date, locks boolean
) returns table (known boolean, people jsonb, team jsonb, packages jsonb, policy uuid)
language plpgsql set plan_cache_mode = force_generic_plan as $$
declare
  reached uuid[];
begin
  if locks then
    reached := array(select r.id from residents r where r.id = any (wanted) order by r.id for no key update);
  else
    reached := array(select r.id from residents r where r.id = any (wanted));
  end if;
  return query select * from signing_known(reached, agreement, wanted_team, own_teams, starts, on_day);
end $$;
