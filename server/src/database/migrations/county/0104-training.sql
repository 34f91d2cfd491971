-- 培训: planned, attended, tested.
create table trainings (
  id          uuid primary key,                      -- chosen by the caller
  unit_code   bigint not null references org_units,  -- who trains
  kind        text not null check (kind in ('quarterly', 'pre-service', 'other')),
  title       text not null check (title <> ''),
  topics      text not null,
  held_on     date not null,                         -- planned until somebody attended
  hours       numeric(4, 1) not null check (hours > 0),
  place       text not null,
  trainer     text not null,
  has_test    boolean not null,
  pass_percent integer not null,
  changed_at  timestamptz not null,
  changed_by  uuid not null
);
create index trainings_of_unit on trainings (unit_code, held_on desc);
grant select, insert on trainings to qianyue_app;
grant update (title, topics, held_on, hours, place, trainer, has_test, changed_at, changed_by) on trainings to qianyue_app;
alter table trainings enable row level security;
create policy of_the_unit_and_below on trainings using (
  unit_code between (select platform.reach_from()) and (select platform.reach_to())
  or (select platform.reach_from()) between unit_code
    and unit_code + case when unit_code % 1000000 = 0 then 999999 when unit_code % 1000 = 0 then 999 else 0 end
) with check (unit_code between (select platform.reach_from()) and (select platform.reach_to()));

create table training_attendances (
  training_id  uuid not null references trainings,
  staff_id     uuid not null references staff,
  present      boolean not null,
  score        integer check (score between 0 and 100),
  certificate  text,                                 -- number; given once the training is passed
  noted_at     timestamptz not null,
  noted_by     uuid not null,
  primary key (training_id, staff_id)
);
create index attendances_of_staff on training_attendances (staff_id);
create unique index certificates_are_numbered on training_attendances (certificate) where certificate is not null;
grant select, insert on training_attendances to qianyue_app;
grant update (present, score, certificate, noted_at, noted_by) on training_attendances to qianyue_app;
alter table training_attendances enable row level security;
create policy of_the_staff on training_attendances using (
  exists (select from staff s where s.id = staff_id
    and s.unit_code between (select platform.reach_from()) and (select platform.reach_to()))
);

-- 例会: the team's monthly meeting and the leading group's, with what is to be done until the next.
create table meetings (
  id          uuid primary key,                      -- chosen by the caller
  unit_code   bigint not null references org_units,
  team_id     uuid references teams,                 -- null for a meeting of the unit or its leading group
  kind        text not null check (kind in ('team', 'leading-group', 'mobilisation', 'other')),
  held_on     date not null,
  attendees   text not null,
  practice    text not null,                         -- what was done this month
  results     text not null,
  gaps        text not null,
  next_month  text not null,
  made_at     timestamptz not null,
  made_by     uuid not null
);
create index meetings_of_unit on meetings (unit_code, held_on desc);
grant select, insert on meetings to qianyue_app;
alter table meetings enable row level security;
create policy of_the_unit on meetings using (
  unit_code between (select platform.reach_from()) and (select platform.reach_to())
);
create table meeting_tasks (
  id          uuid primary key,                      -- chosen by the caller
  meeting_id  uuid not null references meetings,
  words       text not null check (words <> ''),
  person      text not null,
  due_on      date not null,
  done_on     date,
  done_by     uuid
);
create index tasks_of_meeting on meeting_tasks (meeting_id);
grant select, insert on meeting_tasks to qianyue_app;
grant update (done_on, done_by) on meeting_tasks to qianyue_app;
alter table meeting_tasks enable row level security;
create policy of_the_meeting on meeting_tasks using (exists (select from meetings m where m.id = meeting_id));

-- 宣传活动, with material kinds and numbers (R098).
create table publicity_activities (
  id          uuid primary key,                      -- chosen by the caller
  unit_code   bigint not null references org_units,
  kind        text not null,
  title       text not null check (title <> ''),
  held_on     date not null,
  place       text not null,
  people      integer not null check (people >= 0),
  materials   jsonb not null,                        -- kind and count of each
  made_at     timestamptz not null,
  made_by     uuid not null
);
create index publicity_of_unit on publicity_activities (unit_code, held_on desc);
grant select, insert on publicity_activities to qianyue_app;
alter table publicity_activities enable row level security;
create policy of_the_unit on publicity_activities using (
  unit_code between (select platform.reach_from()) and (select platform.reach_to())
);

-- 示范点: applied for, planned, reviewed.
create table demonstration_sites (
  id          uuid primary key,                      -- chosen by the caller
  unit_code   bigint not null references org_units,
  year        integer not null check (year between 2010 and 2100),
  name        text not null check (name <> ''),
  goals       text not null,
  plan        text not null,
  applied_at  timestamptz not null,
  applied_by  uuid not null,
  constraint one_application_a_year unique (unit_code, year)
);
grant select, insert on demonstration_sites to qianyue_app;
alter table demonstration_sites enable row level security;
create policy of_the_unit on demonstration_sites using (
  unit_code between (select platform.reach_from()) and (select platform.reach_to())
);
create table demonstration_reviews (
  id           uuid primary key,                     -- chosen by the caller
  site_id      uuid not null references demonstration_sites,
  decision     text not null check (decision in ('approved', 'returned', 'established', 'withdrawn')),
  score        integer check (score between 0 and 100),
  words        text not null check (words <> ''),
  reviewed_on  date not null,
  made_at      timestamptz not null,
  made_by      uuid not null
);
create index reviews_of_site on demonstration_reviews (site_id, made_at);
grant select, insert on demonstration_reviews to qianyue_app;
alter table demonstration_reviews enable row level security;
create policy of_the_site on demonstration_reviews using (
  exists (select from demonstration_sites s where s.id = site_id)
);
