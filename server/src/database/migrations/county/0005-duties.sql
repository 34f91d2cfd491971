-- Policy (政策): what a notice of the bureau can change, as documents with the day from which they hold. Append-only: a
-- version of the same kind and day that is written later stands for the earlier one.
create table policy_versions (
  id          uuid primary key,
  edition     bigint generated always as identity unique,
  kind        text not null,
  valid_from  date not null,
  body        jsonb not null,
  source      text not null,                         -- the notice it comes from
  created_at  timestamptz not null default now(),
  created_by  uuid
);
create index policy_by_kind on policy_versions (kind, valid_from, edition);
grant select, insert on policy_versions to qianyue_app;

-- What is owed to each resident in a year (应尽服务): one row a resident, one element of every array a duty; an array of
-- nothing but nulls is empty. It follows from the facts and the policy and can be dropped and rebuilt. States follow
-- from the days (duty_state), so that nothing has to be written because a day has passed.
create table resident_duties (
  resident_id       uuid primary key references residents on delete cascade,
  village_code      bigint not null,
  team_id           uuid,
  year              smallint not null,
  keys              text[] not null,
  due_from          date[] not null,
  due_by            date[] not null,
  closes_on         date[] not null,
  planned_on        date[] not null,
  done_on           date[] not null,
  fulfilled_by      uuid[] not null,
  cancelled_on      date[] not null,
  cancelled_because text[] not null,
  paused_from       date[] not null,
  paused_until      date[] not null,
  because           text[] not null,
  packages          jsonb not null                   -- packages that `because` speaks of
) with (fillfactor = 80);
create index duties_of_village on resident_duties (village_code, resident_id);
create index duties_of_team on resident_duties (team_id) where team_id is not null;

alter table resident_duties enable row level security;
create policy within_reach on resident_duties using (
  village_code between (select platform.reach_from()) and (select platform.reach_to())
  or village_code = any ((select platform.reach_units())::bigint[])
  or team_id = any ((select platform.reach_teams())::uuid[])
  or resident_id = (select platform.reach_resident())
);
grant select on resident_duties to qianyue_app;

-- Where a duty stands on a day. Repeats stateOn of domain/src/duties/duty.ts; a test holds the two together.
create function duty_state(
  day date, due_from date, due_by date, closes_on date, done_on date, cancelled_on date, paused_from date, paused_until date
) returns text language sql immutable parallel safe as $$
  select case
    when done_on is not null then 'done'
    when day >= cancelled_on then 'cancelled'
    when day >= paused_from and (paused_until is null or day <= paused_until) then 'upcoming'
    when day < due_from then 'upcoming'
    when day <= due_by then 'due'
    when day <= closes_on then 'overdue'
    else 'missed'
  end
$$;

-- Why a duty cannot be done (无法履行): refused, not found, ill… The latest note of a duty stands; an empty reason takes it back.
create table duty_notes (
  id           uuid primary key,
  resident_id  uuid not null references residents,
  duty_key     text not null,
  reason       text check (reason in ('refused', 'away', 'not-found', 'in-hospital', 'not-suitable', 'other')),
  remark       text not null default '',
  noted_on     date not null,
  noted_by     uuid not null,
  created_at   timestamptz not null default now()
);
create index notes_of_duty on duty_notes (resident_id, duty_key, created_at desc);
alter table duty_notes enable row level security;
create policy within_reach on duty_notes using (exists (select from residents r where r.id = resident_id));
grant select, insert on duty_notes to qianyue_app;

-- Writes what is owed to residents, where it differs from what is written. A resident a line, the columns of
-- resident_duties in their order, parted by tabs. The rules may be asked about a resident whom the change at hand has
-- just moved out of the viewer's reach, so this looks past it.
create function put_resident_duties(lines text) returns void
language sql volatile security definer set search_path from current as $$
  with given as materialized (
    select f[1]::uuid as resident_id, f[2]::bigint as village_code, nullif(f[3], '')::uuid as team_id, f[4]::smallint as year,
      f[5]::text[] as keys, f[6]::date[] as due_from, f[7]::date[] as due_by, f[8]::date[] as closes_on,
      f[9]::date[] as planned_on, f[10]::date[] as done_on, f[11]::uuid[] as fulfilled_by, f[12]::date[] as cancelled_on,
      f[13]::text[] as cancelled_because, f[14]::date[] as paused_from, f[15]::date[] as paused_until,
      f[16]::text[] as because, f[17]::jsonb as packages
    from (select string_to_array(line, e'\t') as f from string_to_table(lines, e'\n') as line offset 0) as split
  )
  insert into resident_duties as present
  select given.* from given left join resident_duties kept using (resident_id)
  where kept.* is distinct from given.*
  on conflict (resident_id) do update set
    village_code = excluded.village_code, team_id = excluded.team_id, year = excluded.year, keys = excluded.keys,
    due_from = excluded.due_from, due_by = excluded.due_by, closes_on = excluded.closes_on,
    planned_on = excluded.planned_on, done_on = excluded.done_on, fulfilled_by = excluded.fulfilled_by,
    cancelled_on = excluded.cancelled_on, cancelled_because = excluded.cancelled_because,
    paused_from = excluded.paused_from, paused_until = excluded.paused_until, because = excluded.because,
    packages = excluded.packages
$$;
revoke execute on function put_resident_duties from public;
grant execute on function put_resident_duties to qianyue_app;

-- All that the rules may look at, for these residents (domain/src/residents/resident-facts.ts), with the newest policy
-- edition, in one answer. Who was merged into another record is as if never here. Services from `since` on, and from the
-- beginning of any of their agreements that reaches into the year after it; one service a line, its fields parted by `|`.
-- Each table is read once for all of them.
create function resident_facts(residents_wanted uuid[], since date)
returns table (
  id uuid, village_code bigint, team_id uuid, birth_date date, sex text, registered_on date, died_on date,
  moved_out_on date, away_since date, away_until date, populations jsonb, agreements jsonb, services text, policy uuid
)
language sql stable security definer set search_path from current as $$
  with belonging as (
    select p.resident_id,
      jsonb_agg(jsonb_build_array(p.population, p.since, p.until, p.source) order by p.since, p.population) as list
    from resident_populations p
    where p.resident_id = any (residents_wanted)
    group by p.resident_id
  ), agreed as (
    select m.resident_id, min(m.starts_on) filter (where m.ends_on >= since + interval '1 year') as since,
      jsonb_agg(jsonb_build_array(m.agreement_id, m.team_id, m.starts_on, m.ends_on, m.terminated_on, m.packages)
        order by m.starts_on) as list
    from agreement_members m
    where m.resident_id = any (residents_wanted) and not m.declined
      and exists (select from agreements a where a.id = m.agreement_id and a.signed_on is not null)
    group by m.resident_id
  ), served as (
    select s.resident_id, string_agg(
      concat(s.id, '|', s.form, '|', s.service, '|', s.performed_on, '|', s.mode, '|', s.controlled, '|', s.next_due_on,
        '|', s.referred), e'\n' order by s.performed_on, s.recorded_at) as list
    from service_records s
    where s.resident_id = any (residents_wanted) and s.withdrawn_at is null
      and s.performed_on >= least(since, (select min(agreed.since) - 60 from agreed))
    group by s.resident_id
  )
  select r.id, r.village_code, r.team_id, r.birth_date, r.sex, r.registered_on, r.died_on,
    case when r.merged_into_id is null then r.moved_out_on else r.registered_on end, r.away_since, r.away_until,
    belonging.list, agreed.list, served.list,
    (select v.id from policy_versions v order by v.edition desc limit 1)
  from residents r
  left join belonging on belonging.resident_id = r.id
  left join agreed on agreed.resident_id = r.id
  left join served on served.resident_id = r.id
  where r.id = any (residents_wanted)
$$;
revoke execute on function resident_facts from public;
grant execute on function resident_facts to qianyue_app;
