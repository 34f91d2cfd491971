-- What can be done for a resident on the day of the figures, with the standing: '2026-12-31 hypertension-follow-up' a duty,
-- the day that counts (agreed with the patient, or the last in time) before the service, parted by commas, the nearest
-- first. It follows from resident_duties; a list of what is to be done is a page of an index whatever it lists.
alter table resident_standing
  add column open_duties            text not null default '',
  add column nearest_day            date,             -- the first of them
  add column household_nearest_day  date,             -- the first in the household, so that its members stand together
  add column township_code          bigint generated always as (village_code / 1000) stored;

update resident_standing s set open_duties = open.duties, nearest_day = open.first
from (
  select d.resident_id, min(one.day) as first,
    string_agg(one.day || ' ' || one.service, ',' order by one.day, one.service) as duties
  from resident_duties d cross join indicator_day i cross join lateral (
    select coalesce(duty.planned_on, duty.due_by) as day, split_part(duty.key, ':', 1) as service
    from unnest(d.keys, d.due_from, d.due_by, d.closes_on, d.planned_on, d.done_on, d.cancelled_on, d.paused_from, d.paused_until)
      as duty(key, due_from, due_by, closes_on, planned_on, done_on, cancelled_on, paused_from, paused_until)
    where duty_state(i.day, duty.due_from, duty.due_by, duty.closes_on, duty.done_on, duty.cancelled_on, duty.paused_from,
      duty.paused_until) in ('due', 'overdue')
  ) one
  group by d.resident_id
) open
where open.resident_id = s.resident_id;
update resident_standing s set household_nearest_day = home.first
from (
  select coalesce(household_id, resident_id) as home, min(nearest_day) as first
  from resident_standing group by 1 having min(nearest_day) is not null
) home
where home.home = coalesce(s.household_id, s.resident_id);

create index work_of_county on resident_standing
  (household_nearest_day, coalesce(household_id, resident_id), nearest_day, resident_id) where nearest_day is not null;
create index work_of_township on resident_standing
  (township_code, household_nearest_day, coalesce(household_id, resident_id), nearest_day, resident_id)
  where nearest_day is not null;
create index work_of_village on resident_standing
  (village_code, household_nearest_day, coalesce(household_id, resident_id), nearest_day, resident_id)
  where nearest_day is not null;
create index work_of_team on resident_standing (team_id) where nearest_day is not null;

-- How much there is to do in a unit, by the day that counts: duties of a service, and residents with at least one of it by
-- the nearest; all residents with anything to do under the empty service. Villages, townships and the county, so that
-- none is added up when it is asked for. What is overdue follows from the day, and is written nowhere.
create table work_counts (
  unit_code  bigint not null,
  service    text not null,
  day        date not null,
  duties     integer not null,
  residents  integer not null,
  primary key (unit_code, service, day)
) with (fillfactor = 70);

-- Differences that writes make, not yet added to the counts: rows only, so that no write waits for another.
create table work_count_changes (
  village_code  bigint not null,
  service       text not null,
  day           date not null,
  duties        integer not null,
  residents     integer not null
);
grant select on work_counts, work_count_changes to qianyue_app;

-- Counts everything anew from the standings; the caller has locked the writers out.
create function recount_work() returns void
language sql volatile security definer set search_path from current as $$
  delete from work_counts;
  delete from work_count_changes;
  insert into work_counts
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
  )
  select unit, service, day::date, sum(duties), sum(residents)
  from counted cross join lateral (
    values (village_code), (village_code / 1000 * 1000), (village_code / 1000000 * 1000000)
  ) units (unit)
  group by 1, 2, 3;
$$;
revoke execute on function recount_work from public;
select recount_work();
