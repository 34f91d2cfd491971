-- 健康教育活动: what an institution did for its people, of the five kinds of the specification.
create table education_activities (
  id            uuid primary key,                    -- chosen by the caller
  unit_code     bigint not null references org_units,
  kind          text not null check (kind in ('material', 'audio-visual', 'board', 'consultation', 'lecture')),
  held_on       date not null,
  topic         text not null check (topic <> ''),
  place         text not null default '',
  audience      text,                                -- population it was for; null for everybody
  attendance    integer not null default 0 check (attendance >= 0),
  copies        integer not null default 0 check (copies >= 0),   -- handed out
  summary       text not null default '',
  speaker       text not null default '',
  withdrawn_at  timestamptz,
  withdrawn_because text,
  recorded_at   timestamptz not null default now(),
  recorded_by   uuid not null,
  constraint withdrawn_says_why check ((withdrawn_at is null) = (withdrawn_because is null))
);
create index education_of_unit on education_activities (unit_code, held_on);
alter table education_activities enable row level security;
create policy of_the_unit on education_activities using (
  unit_code between (select platform.reach_from()) and (select platform.reach_to())
);
grant select, insert, update (withdrawn_at, withdrawn_because) on education_activities to qianyue_app;

-- 签到: residents who were there; each has a record of the service.
create table education_attendances (
  activity_id  uuid not null references education_activities,
  resident_id  uuid not null references residents,
  record_id    uuid not null,
  primary key (activity_id, resident_id)
);
create index education_of_resident on education_attendances (resident_id);
alter table education_attendances enable row level security;
create policy of_the_activity on education_attendances using (
  exists (select from education_activities a where a.id = activity_id)
);
grant select, insert on education_attendances to qianyue_app;

-- 巡诊: a doctor's round through a village.
create table village_rounds (
  id            uuid primary key,                    -- chosen by the caller
  village_code  bigint not null references org_units,
  staff_id      uuid not null references staff,
  held_on       date not null,
  people        integer not null check (people >= 0),
  households    integer not null check (households >= 0),
  done          text not null check (done <> ''),
  problems      text not null default '',
  recorded_at   timestamptz not null default now(),
  recorded_by   uuid not null
);
create index rounds_of_village on village_rounds (village_code, held_on);
create index rounds_of_staff on village_rounds (staff_id, held_on);
alter table village_rounds enable row level security;
create policy of_the_village on village_rounds using (
  village_code between (select platform.reach_from()) and (select platform.reach_to())
);
grant select, insert on village_rounds to qianyue_app;

-- 24小时咨询电话: who asked what, and what was answered. A known resident's call is a record of the service too.
create table phone_consultations (
  id            uuid primary key,                    -- chosen by the caller; that of the record too
  unit_code     bigint not null references org_units,
  resident_id   uuid references residents,
  caller        text not null default '',            -- who called, where no resident is known
  called_at     timestamptz not null,
  question      text not null check (question <> ''),
  answer        text not null check (answer <> ''),
  outcome       text not null check (outcome in ('answered', 'come-to-clinic', 'home-visit', 'referred', 'emergency')),
  answered_by   uuid references staff,
  recorded_at   timestamptz not null default now(),
  recorded_by   uuid not null,
  constraint somebody_called check (resident_id is not null or caller <> '')
);
create index consultations_of_unit on phone_consultations (unit_code, called_at);
create index consultations_of_resident on phone_consultations (resident_id);
alter table phone_consultations enable row level security;
create policy of_the_unit on phone_consultations using (
  unit_code between (select platform.reach_from()) and (select platform.reach_to())
);
grant select, insert on phone_consultations to qianyue_app;
