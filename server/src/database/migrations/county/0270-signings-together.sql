-- Signings that share a transaction are looked up, written and numbered together: of what a statement costs, most is to
-- begin it. One signing is the many with one element.
drop function signing_facts;
drop function signing_known;
drop function write_agreement;

-- What signings must know, of residents whom the viewer has been found to reach: reach is decided once for them and not
-- again at each table. A team says whether the viewer's reach holds it; who works in it reaches it too. Volatile, so that
-- it sees what others committed while the residents' locks were waited for.
create function signings_known(
  reached uuid[], agreements_asked uuid[], teams_asked uuid[], first_start date, last_start date, on_day date
) returns table (known uuid[], people json, teams json, packages json, policy uuid)
language sql volatile security definer set search_path from current set plan_cache_mode = force_generic_plan as $$
  select
    array(select a.id from agreements a where a.id = any (agreements_asked)),
    (select json_agg(json_build_object(
      'id', r.id, 'name', r.name, 'sex', r.sex, 'birthDate', r.birth_date, 'diedOn', r.died_on,
      'movedOutOn', r.moved_out_on, 'householdId', r.household_id, 'villageCode', r.village_code, 'relation', r.relation,
      'isHead', coalesce(h.head_id = r.id, false), 'address', h.address,
      'populations', coalesce((select json_agg(json_build_object('population', p.population, 'since', p.since,
          'until', p.until, 'source', p.source)) from resident_populations p where p.resident_id = r.id), '[]'),
      'taken', coalesce((select json_agg(json_build_object('agreementId', m.agreement_id, 'teamId', m.team_id,
          'startsOn', m.starts_on, 'endsOn', coalesce(m.terminated_on - 1, m.ends_on)) order by m.starts_on)
        from agreement_members m where m.resident_id = r.id and not m.declined
          and coalesce(m.terminated_on - 1, m.ends_on) >= least(first_start, on_day)
          and (m.terminated_on is null or m.terminated_on > m.starts_on)), '[]')))
    from residents r left join households h on h.id = r.household_id
    where r.id = any (reached) and r.merged_into_id is null),
    (select json_agg(json_build_object(
      'id', t.id, 'name', t.name, 'phone', t.phone, 'unitCode', t.unit_code, 'unitName', u.name,
      'dissolvedOn', t.dissolved_on, 'maxPersons', t.max_persons, 'maxHouseholds', t.max_households,
      'maxVillages', t.max_villages, 'persons', load.persons, 'households', load.households,
      'villages', coalesce((select json_agg(v.village_code) from team_villages v where v.team_id = t.id
          and v.since <= on_day and (v.until is null or v.until >= on_day)), '[]'),
      'members', coalesce((select json_agg(json_build_object('staffId', m.staff_id, 'role', m.role, 'leads', m.leads,
          'since', m.since, 'licenceExpiresOn', s.licence_expires_on, 'suspendedSince', s.suspended_since,
          'leftOn', s.left_on) order by m.leads desc, m.since)
        from team_members m join staff s on s.id = m.staff_id
        where m.team_id = t.id and m.since <= on_day and (m.until is null or m.until >= on_day)), '[]'),
      'reached', coalesce(t.unit_code between platform.reach_from() and platform.reach_to(), false)
        or exists (select from team_villages v where v.team_id = t.id and v.since <= on_day
          and (v.until is null or v.until >= on_day)
          and (v.village_code between platform.reach_from() and platform.reach_to()
            or v.village_code = any (platform.reach_units())))))
    from teams t join org_units u on u.code = t.unit_code cross join lateral team_load(t.id, on_day) as load
    where t.id = any (teams_asked)),
    (select json_agg(json_build_object('id', p.id, 'code', p.code, 'name', p.name, 'group', p.package_group,
      'tier', p.tier, 'validFrom', p.valid_from, 'validUntil', p.valid_until, 'items', p.items,
      'yearlyPriceFen', p.yearly_price_fen, 'shares', p.shares, 'needsAnyPopulation', p.needs_any_population,
      'needsAnyPackage', p.needs_any_package, 'excludes', p.excludes, 'maxPersons', p.max_persons)
      order by p.created_at, p.id)
    from package_versions p where p.valid_from <= last_start and (p.valid_until is null or p.valid_until >= first_start)),
    (select v.id from policy_versions v order by v.edition desc limit 1)
$$;

-- Writes agreements with their members, fees and first events, and with the present team of the members whom they cover on
-- the day of signing; answers which were not there before. Asked only for members who have just been found to be within reach.
create function write_agreements(agreements_given json, members_given json, fees_given json) returns setof uuid
language sql volatile security definer set search_path from current set plan_cache_mode = force_generic_plan as $$
  with given as (
    select * from json_to_recordset(agreements_given) as a ("id" uuid, "unit" text, "householdId" uuid, "unitCode" bigint,
      "teamId" uuid, "signatoryId" uuid, "kind" text, "followsId" uuid, "startsOn" date, "endsOn" date,
      "termMonths" integer, "signedVia" text, "signedOn" date, "paperDue" boolean, "overCapReason" text,
      "createdBy" uuid, "event" json)
  ), written as (
    insert into agreements (id, unit, household_id, unit_code, team_id, signatory_id, kind, follows_id, starts_on, ends_on,
      term_months, signed_via, signed_on, paper_due, over_cap_reason, created_by)
    select a."id", a."unit", a."householdId", a."unitCode", a."teamId", a."signatoryId", a."kind", a."followsId",
      a."startsOn", a."endsOn", a."termMonths", a."signedVia", a."signedOn", a."paperDue", a."overCapReason", a."createdBy"
    from given a order by a."id"
    on conflict (id) do nothing
    returning id, team_id, starts_on, ends_on, signed_on, created_by
  ), parts as (
    select w.id, m."residentId" as resident_id, w.team_id, m.packages, m."packageVersionIds" as version_ids,
      m.populations, w.starts_on, w.ends_on, w.signed_on between w.starts_on and w.ends_on as covered_now
    from json_to_recordset(members_given) as m ("agreementId" uuid, "residentId" uuid, packages jsonb,
      "packageVersionIds" uuid[], populations text[])
    join written w on w.id = m."agreementId"
  ), members as (
    insert into agreement_members (agreement_id, resident_id, team_id, packages, package_version_ids, populations,
      starts_on, ends_on)
    select id, resident_id, team_id, packages, version_ids, populations, starts_on, ends_on from parts order by resident_id
  ), fees as (
    insert into agreement_fees (agreement_id, resident_id, package_version_id, payer, fee_fen)
    select w.id, f."residentId", f."packageVersionId", f.payer, f."feeFen"
    from json_to_recordset(fees_given) as f ("agreementId" uuid, "residentId" uuid, "packageVersionId" uuid, payer text,
      "feeFen" integer)
    join written w on w.id = f."agreementId"
  ), events as (
    insert into agreement_events (agreement_id, kind, happened_on, details, recorded_at, recorded_by)
    select w.id, a."event"->>'kind', (a."event"->>'happenedOn')::date, (a."event"->'details')::jsonb,
      (a."event"->>'recordedAt')::timestamptz, w.created_by
    from given a join written w on w.id = a."id" order by w.id
  ), present as (
    update residents r set team_id = p.team_id
    from parts p where r.id = p.resident_id and p.covered_now and r.team_id is distinct from p.team_id
  )
  select id from written
$$;

-- Gives signed agreements their numbers, the next of each unit and year in the order of the ids. Units and years are taken
-- in one order, so that none waits in a ring. Repeats agreementNumber (domain/src/agreements/numbering.ts).
create function number_agreements(ids uuid[], units bigint[], years integer[]) returns table (id uuid, number text)
language sql volatile security definer set search_path from current set plan_cache_mode = force_generic_plan as $$
  with given as (
    select g.id, g.unit_code, g.year, row_number() over of_unit as place, count(*) over (partition by g.unit_code, g.year) as many
    from unnest(ids, units, years) as g (id, unit_code, year)
    window of_unit as (partition by g.unit_code, g.year order by g.id)
  ), serials as (
    insert into agreement_serials as s (unit_code, year, last)
    select g.unit_code, g.year, g.many from given g where g.place = 1 order by g.unit_code, g.year
    on conflict (unit_code, year) do update set last = s.last + excluded.last
    returning s.unit_code, s.year, s.last
  ), numbered as (
    select g.id, g.unit_code, g.year, s.last - g.many + g.place as serial
    from given g join serials s on s.unit_code = g.unit_code and s.year = g.year
  )
  update agreements a set number = concat(n.unit_code, '-', n.year, '-',
    case when n.serial < 1000000 then lpad(n.serial::text, 6, '0') else n.serial::text end)
  from numbered n where a.id = n.id and a.number is null
  returning a.id, a.number
$$;
revoke execute on function signings_known, write_agreements, number_agreements from public;
grant execute on function signings_known, write_agreements, number_agreements to qianyue_app;
