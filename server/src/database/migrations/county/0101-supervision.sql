-- 领导小组、督导组、指导团队: who answers for the work of a unit, with its members; a guidance team has its villages.
create table supervision_groups (
  id             uuid primary key,                   -- chosen by the caller
  unit_code      bigint not null references org_units,
  kind           text not null check (kind in ('leading', 'supervision', 'guidance')),
  name           text not null check (name <> ''),
  members        jsonb not null,                     -- name, post in the group, unit and telephone of each
  village_codes  bigint[] not null default '{}',     -- 指导团队: whom it guides
  since          date not null,
  until          date,                               -- last day; null while it works
  changed_at     timestamptz not null,
  changed_by     uuid not null,
  constraint group_days_run_forward check (until is null or until >= since)
);
grant select, insert on supervision_groups to qianyue_app;
grant update (name, members, village_codes, since, until, changed_at, changed_by) on supervision_groups to qianyue_app;
alter table supervision_groups enable row level security;
-- Who is supervised knows by whom: groups of one's own units and of those above.
create policy of_the_unit_and_below on supervision_groups using (
  unit_code between (select platform.reach_from()) and (select platform.reach_to())
  or (select platform.reach_from()) between unit_code
    and unit_code + case when unit_code % 1000000 = 0 then 999999 when unit_code % 1000 = 0 then 999 else 0 end
) with check (unit_code between (select platform.reach_from()) and (select platform.reach_to()));

-- 督导: one visit to a unit, with the checklist as it stood.
create table supervision_visits (
  id          uuid primary key,                      -- chosen by the caller
  unit_code   bigint not null references org_units,  -- whom it is about
  group_id    uuid references supervision_groups,
  visited_on  date not null,
  people      text not null check (people <> ''),    -- who went
  checklist   jsonb not null,                        -- items with answer and note
  summary     text not null,
  made_at     timestamptz not null,
  made_by     uuid not null
);
create index visits_of_unit on supervision_visits (unit_code, visited_on desc);
grant select, insert on supervision_visits to qianyue_app;
alter table supervision_visits enable row level security;
create policy of_the_unit on supervision_visits using (
  unit_code between (select platform.reach_from()) and (select platform.reach_to())
);

-- 督导问题, with the day by which it is to be put right.
create table supervision_findings (
  id         uuid primary key,                       -- chosen by the caller
  visit_id   uuid not null references supervision_visits,
  unit_code  bigint not null references org_units,
  item_code  text,                                   -- of the checklist; null for something else
  words      text not null check (words <> ''),
  due_on     date not null
);
create index findings_of_visit on supervision_findings (visit_id);
create index findings_of_unit on supervision_findings (unit_code, due_on);
grant select, insert on supervision_findings to qianyue_app;
alter table supervision_findings enable row level security;
create policy of_the_unit on supervision_findings using (
  unit_code between (select platform.reach_from()) and (select platform.reach_to())
);

-- 整改与复查, in order.
create table supervision_steps (
  id          uuid primary key,                      -- chosen by the caller
  finding_id  uuid not null references supervision_findings,
  kind        text not null check (kind in ('rectified', 'rechecked')),
  done_on     date not null,
  words       text not null check (words <> ''),
  passed      boolean,
  due_on      date,                                  -- the new deadline after a failed re-check
  made_at     timestamptz not null,
  made_by     uuid not null,
  constraint a_recheck_decides check ((kind = 'rechecked') = (passed is not null)),
  constraint a_failed_recheck_sets_a_day check ((passed is not distinct from false) = (due_on is not null))
);
create index steps_of_finding on supervision_steps (finding_id, made_at);
grant select, insert on supervision_steps to qianyue_app;
alter table supervision_steps enable row level security;
create policy of_the_finding on supervision_steps using (
  exists (select from supervision_findings f where f.id = finding_id)
);

-- Photographs of what was found and of what was put right.
alter table attachments add column finding_id uuid references supervision_findings;
create index attachments_of_finding on attachments (finding_id) where finding_id is not null;
alter table attachments drop constraint evidence_is_of_one_thing;
alter table attachments add constraint evidence_is_of_one_thing
  check (num_nonnulls(agreement_id, service_record_id, event_id, resident_id, finding_id) = 1);
alter policy within_reach on attachments using (
  case
    when agreement_id is not null then exists (select from agreements a where a.id = agreement_id)
    when service_record_id is not null then exists (select from service_records s where s.id = service_record_id)
    when event_id is not null then exists (select from resident_events e where e.id = event_id)
    when finding_id is not null then exists (select from supervision_findings f where f.id = finding_id)
    else exists (select from residents r where r.id = resident_id)
  end
);
