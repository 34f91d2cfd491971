-- Family-doctor teams (家庭医生团队): members with roles, villages covered, caps.
create table teams (
  id              uuid primary key,
  unit_code       bigint not null references org_units,
  name            text not null,
  phone           text,
  max_persons     integer,                           -- null: the cap of the county's policy
  max_households  integer,
  max_villages    integer,
  dissolved_on    date,                              -- first day without the team
  created_at      timestamptz not null default now(),
  constraint team_name_is_taken unique (unit_code, name),
  constraint caps_are_counts check (least(max_persons, max_households, max_villages) >= 0)
);
create index teams_of_unit on teams (unit_code);

create table team_members (
  team_id   uuid not null references teams,
  staff_id  uuid not null references staff,
  role      text not null,
  leads     boolean not null default false,          -- 团队长
  since     date not null,
  until     date,                                    -- last day
  primary key (team_id, staff_id, role, since),
  constraint membership_runs_forward check (until >= since),
  constraint one_leader_at_a_time exclude using gist
    (team_id with =, daterange(since, until, '[]') with &&) where (leads)
);
create index teams_of_staff on team_members (staff_id);

create table team_villages (
  team_id       uuid not null references teams,
  village_code  bigint not null references org_units,
  since         date not null,
  until         date,                                -- last day
  primary key (team_id, village_code, since),
  constraint covering_runs_forward check (until >= since)
);
create index teams_of_village on team_villages (village_code);
grant select, insert, update on teams, team_members, team_villages to qianyue_app;
-- What was entered and taken back on the same day leaves nothing.
grant delete on team_members, team_villages to qianyue_app;

-- Service packages (服务包), each by versions: a change is a new version, agreements pin theirs.
create table package_versions (
  id                uuid primary key,
  code              text not null,
  name              text not null,
  package_group     text not null,                   -- general, special-need, or a population
  tier              text not null check (tier in ('basic', 'primary', 'intermediate', 'advanced')),
  valid_from        date not null,
  valid_until       date,                            -- last day on which it can be signed
  items             jsonb not null,                  -- PackageItem[]
  yearly_price_fen  integer not null default 0,      -- a person and year, contained packages included
  shares            jsonb not null default '[]',     -- FeeShare[]
  needs_any_population  text[] not null default '{}',
  needs_any_package     text[] not null default '{}',
  excludes              text[] not null default '{}',
  max_persons       integer,
  created_at        timestamptz not null default now(),
  created_by        uuid,
  constraint package_validity_runs_forward check (valid_until >= valid_from),
  constraint price_is_not_negative check (yearly_price_fen >= 0),
  constraint basic_package_is_free check (tier <> 'basic' or yearly_price_fen = 0),
  constraint one_version_at_a_time exclude using gist
    (code with =, daterange(valid_from, valid_until, '[]') with &&)
);
grant select, insert, update on package_versions to qianyue_app;

-- An agreement (签约协议): a household or a person, one team, one term.
create table agreements (
  id               uuid primary key,                 -- chosen by the caller
  number           text,                             -- unit, year, running number; given at the end of signing
  unit             text not null check (unit in ('household', 'person')),
  household_id     uuid references households,
  unit_code        bigint not null references org_units, -- the team's institution at signing
  team_id          uuid not null references teams,
  signatory_id     uuid not null references residents, -- 签约代表
  kind             text not null check (kind in ('first', 'renewal', 'transfer', 'late-signing')),
  follows_id       uuid references agreements,       -- renewed or transferred from
  starts_on        date not null,
  ends_on          date not null,                    -- last day of cover
  term_months      integer not null check (term_months > 0),
  signed_via       text not null check (signed_via in ('clinic', 'home', 'online')),
  signed_on        date,                             -- null while it waits for a signature
  declined         text check (declined in ('rejected', 'withdrawn')),
  paper_due        boolean not null default false,   -- renewed by silence, a new paper is still to be signed
  terminated_on    date,                             -- first day without cover
  end_reason       text,
  end_note         text,
  over_cap_reason  text,
  created_by       uuid,                             -- null: the program, by the county's expiry policy
  created_at       timestamptz not null default now(),

  constraint agreement_number_is_taken unique (number),
  constraint household_agreement_has_household check ((unit = 'household') = (household_id is not null)),
  constraint term_runs_forward        check (ends_on >= starts_on),
  constraint terminated_within_term   check (terminated_on between starts_on and ends_on + 1),
  constraint termination_has_reason   check ((terminated_on is null) = (end_reason is null)),
  constraint declined_is_not_signed   check (declined is null or signed_on is null)
);
create index agreements_of_team on agreements (team_id, ends_on);
create index agreements_by_end on agreements (ends_on) where terminated_on is null and declined is null;
create index agreements_by_start on agreements (starts_on desc, id desc);
create index agreements_of_signatory on agreements (signatory_id);
create index agreements_of_household on agreements (household_id);
create unique index agreement_is_renewed_once on agreements (follows_id) where kind = 'renewal' and declined is null;

-- A resident's part in an agreement, with the packages pinned as they were at signing.
create table agreement_members (
  agreement_id         uuid not null references agreements,
  resident_id          uuid not null references residents,
  team_id              uuid not null references teams,
  packages             jsonb not null,               -- AgreedPackage[]
  package_version_ids  uuid[] not null,
  populations          text[] not null,              -- of the member at signing, as printed
  starts_on            date not null,
  ends_on              date not null,
  terminated_on        date,                         -- first day without cover
  end_reason           text,
  end_note             text,
  declined             boolean not null default false,
  primary key (agreement_id, resident_id),

  constraint member_term_runs_forward       check (ends_on >= starts_on),
  constraint member_terminated_within_term  check (terminated_on between starts_on and ends_on + 1),
  constraint member_end_has_reason          check ((terminated_on is null) = (end_reason is null)),
  -- As text, so that this index, slow to read, is never taken for looking a resident up.
  constraint one_agreement_at_a_time exclude using gist (
    (resident_id::text) with =,
    daterange(starts_on, coalesce(terminated_on, ends_on + 1)) with &&
  ) where (not declined)
);
create index agreements_of_resident on agreement_members (resident_id, starts_on);
create index members_of_team on agreement_members (team_id, ends_on, terminated_on) where not declined;
create index holders_of_package on agreement_members using gin (package_version_ids);

-- Who pays how much of a member's package for the whole term, and how much of it went back.
create table agreement_fees (
  agreement_id        uuid not null references agreements,
  resident_id         uuid not null references residents,
  package_version_id  uuid not null references package_versions,
  payer               text not null
    check (payer in ('public-health-fund', 'insurance-fund', 'institution', 'policy-relief', 'resident')),
  fee_fen             integer not null,
  refunded_fen        integer not null default 0,
  primary key (agreement_id, resident_id, package_version_id, payer),
  constraint fee_is_positive check (fee_fen > 0),
  constraint refund_within_fee check (refunded_fen between 0 and fee_fen)
);

-- What happened to an agreement, in order.
create table agreement_events (
  id            bigint generated always as identity primary key,
  agreement_id  uuid not null references agreements,
  resident_id   uuid references residents,           -- when it was about one member
  kind          text not null,
  happened_on   date not null,
  details       jsonb not null default '{}',
  recorded_at   timestamptz not null default now(),
  recorded_by   uuid
);
create index events_of_agreement on agreement_events (agreement_id, id);

-- The last running number of each unit and year.
create table agreement_serials (
  unit_code  bigint not null references org_units,
  year       integer not null,
  last       integer not null,
  primary key (unit_code, year)
);

grant select, insert, update on agreements, agreement_members, agreement_fees, agreement_serials to qianyue_app;
grant select, insert on agreement_events to qianyue_app;

-- An agreement exists for those who reach its signatory or one of its members.
alter table agreement_members enable row level security;
create policy within_reach on agreement_members using (exists (select from residents r where r.id = resident_id));
alter table agreements enable row level security;
create policy within_reach on agreements using (
  exists (select from residents r where r.id = signatory_id)
  or exists (select from agreement_members m where m.agreement_id = agreements.id)
);
alter table agreement_fees enable row level security;
create policy within_reach on agreement_fees using (exists (select from residents r where r.id = resident_id));
alter table agreement_events enable row level security;
create policy within_reach on agreement_events using (exists (select from agreements a where a.id = agreement_id))
  with check (true);                                 -- written in the statement that makes the agreement

-- How many a team has in force or to come, also those whom the viewer does not reach.
create function team_load(team uuid, on_day date)
returns table (persons integer, households integer)
language sql stable security definer set search_path from current
begin atomic
  select count(distinct m.resident_id)::integer, count(distinct a.household_id)::integer
  from agreement_members m join agreements a on a.id = m.agreement_id
  where m.team_id = team and m.ends_on >= on_day and not m.declined
    and (m.terminated_on is null or m.terminated_on > on_day);
end;

-- How many hold a package in any of its versions, also those whom the viewer does not reach.
create function package_holders(package_code text, on_day date) returns integer
language sql stable security definer set search_path from current
begin atomic
  select count(*)::integer from agreement_members m
  where m.package_version_ids && (select array_agg(id) from package_versions where code = package_code)
    and m.ends_on >= on_day and not m.declined and (m.terminated_on is null or m.terminated_on > on_day);
end;

-- 现团队: the team of the agreement that covers the day. It runs past the viewer's reach, because who ends an agreement
-- may no longer reach the resident afterwards. Written in plpgsql, as those below, so that its plan is kept.
create function note_present_team(resident_ids uuid[], on_day date) returns void
language plpgsql security definer set search_path from current as $$
begin
  update residents r set team_id = present.team_id
  from (
    select wanted.id, (
      select m.team_id from agreement_members m join agreements a on a.id = m.agreement_id
      where m.resident_id = wanted.id and a.signed_on is not null and not m.declined
        and m.starts_on <= on_day and m.ends_on >= on_day and (m.terminated_on is null or m.terminated_on > on_day)
    ) as team_id
    from unnest(resident_ids) as wanted(id)
  ) present
  where r.id = present.id and r.team_id is distinct from present.team_id;
end $$;

-- All that a signing must know, in one answer, of what the viewer reaches. With `locks`, signings of the same residents
-- are taken one after the other from here on; locks are taken in the order of ids, so that none waits in a ring.
create function signing_facts(
  wanted uuid[], agreement uuid, wanted_team uuid, own_teams uuid[], starts date, on_day date, locks boolean
) returns table (known boolean, people jsonb, team jsonb, packages jsonb, policy uuid)
language plpgsql as $$
begin
  if locks then
    perform from residents r where r.id = any (wanted) order by r.id for no key update;
  end if;
  known := exists (select from agreements a where a.id = agreement);
  people := (
    select coalesce(jsonb_agg(jsonb_build_object(
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
    where r.id = any (wanted) and r.merged_into_id is null);
  team := (
    select jsonb_build_object(
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
    from teams t join org_units u on u.code = t.unit_code, team_load(t.id, on_day) as load
    where t.id = wanted_team and (
      t.unit_code between platform.reach_from() and platform.reach_to()
      or t.id = any (own_teams)
      or exists (select from team_villages v where v.team_id = t.id and v.since <= on_day
        and (v.until is null or v.until >= on_day)
        and (v.village_code between platform.reach_from() and platform.reach_to()
          or v.village_code = any (platform.reach_units()))))
  );
  packages := (
    select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'code', p.code, 'name', p.name, 'group', p.package_group,
      'tier', p.tier, 'validFrom', p.valid_from, 'validUntil', p.valid_until, 'items', p.items,
      'yearlyPriceFen', p.yearly_price_fen, 'shares', p.shares, 'needsAnyPopulation', p.needs_any_population,
      'needsAnyPackage', p.needs_any_package, 'excludes', p.excludes, 'maxPersons', p.max_persons)
      order by p.created_at, p.id), '[]')
    from package_versions p where p.valid_from <= starts and (p.valid_until is null or p.valid_until >= starts));
  policy := (select v.id from policy_versions v order by v.edition desc limit 1);
  return next;
end $$;

-- Writes an agreement with its members, fees and first event; false when the id was there before.
create function write_agreement(agreement jsonb, members jsonb, fees jsonb, event jsonb) returns boolean
language plpgsql as $$
declare
  written agreements%rowtype;
begin
  insert into agreements (id, unit, household_id, unit_code, team_id, signatory_id, kind, follows_id, starts_on, ends_on,
    term_months, signed_via, signed_on, paper_due, over_cap_reason, created_by)
  select a."id", a."unit", a."householdId", a."unitCode", a."teamId", a."signatoryId", a."kind", a."followsId",
    a."startsOn", a."endsOn", a."termMonths", a."signedVia", a."signedOn", a."paperDue", a."overCapReason", a."createdBy"
  from jsonb_to_record(agreement) as a("id" uuid, "unit" text, "householdId" uuid, "unitCode" bigint, "teamId" uuid,
    "signatoryId" uuid, "kind" text, "followsId" uuid, "startsOn" date, "endsOn" date, "termMonths" integer,
    "signedVia" text, "signedOn" date, "paperDue" boolean, "overCapReason" text, "createdBy" uuid)
  on conflict (id) do nothing
  returning * into written;
  if written.id is null then return false; end if;
  insert into agreement_members (agreement_id, resident_id, team_id, packages, package_version_ids, populations,
    starts_on, ends_on)
  select written.id, m."residentId", written.team_id, m.packages, m."packageVersionIds", m.populations,
    written.starts_on, written.ends_on
  from jsonb_to_recordset(members) as m("residentId" uuid, packages jsonb, "packageVersionIds" uuid[], populations text[])
  order by m."residentId";
  insert into agreement_fees (agreement_id, resident_id, package_version_id, payer, fee_fen)
  select written.id, f."residentId", f."packageVersionId", f.payer, f."feeFen"
  from jsonb_to_recordset(fees) as f("residentId" uuid, "packageVersionId" uuid, payer text, "feeFen" integer);
  insert into agreement_events (agreement_id, kind, happened_on, details, recorded_at, recorded_by)
  values (written.id, event->>'kind', (event->>'happenedOn')::date, event->'details', (event->>'recordedAt')::timestamptz,
    written.created_by);
  if written.signed_on is not null then
    perform note_present_team(array(select m."residentId" from jsonb_to_recordset(members) as m("residentId" uuid)),
      written.signed_on);
  end if;
  return true;
end $$;

-- What moves when a team's panel is handed over.
create function team_panel(team uuid, on_day date)
returns table (agreements integer, persons integer, households integer)
language sql stable security definer set search_path from current
begin atomic
  select count(distinct a.id)::integer, count(distinct m.resident_id)::integer, count(distinct a.household_id)::integer
  from agreement_members m join agreements a on a.id = m.agreement_id
  where m.team_id = team and m.ends_on >= on_day and not m.declined
    and (m.terminated_on is null or m.terminated_on > on_day);
end;

-- 整体移交: one step for a whole panel, whoever of it the viewer reaches; it answers the residents it was about.
create function hand_over_panel(from_team uuid, to_team uuid, on_day date, why text, who uuid) returns uuid[]
language plpgsql security definer set search_path from current as $$
declare
  moving uuid[];
  residents_moved uuid[];
begin
  select coalesce(array_agg(id), '{}') into moving from agreements
    where team_id = from_team and declined is null and ends_on >= on_day
      and (terminated_on is null or terminated_on > on_day);
  update agreement_members set team_id = to_team
    where agreement_id = any (moving) and (terminated_on is null or terminated_on > on_day);
  update agreements set team_id = to_team where id = any (moving);
  insert into agreement_events (agreement_id, kind, happened_on, details, recorded_by)
    select id, 'handed-over', on_day, jsonb_build_object('fromTeamId', from_team, 'toTeamId', to_team, 'reason', why), who
    from unnest(moving) as id;
  select coalesce(array_agg(distinct resident_id), '{}') into residents_moved
    from agreement_members where agreement_id = any (moving);
  perform note_present_team(residents_moved, on_day);
  return residents_moved;
end $$;
revoke execute on function team_load, package_holders, note_present_team, team_panel, hand_over_panel from public;
grant execute on function team_load, package_holders, note_present_team, team_panel, hand_over_panel to qianyue_app;
