-- 卫生监督协管: the places an institution helps to supervise, its rounds there, and what it found out and reported.
create table supervised_places (
  id            uuid primary key,                    -- chosen by the caller
  unit_code     bigint not null references org_units,
  area          text not null check (area in ('food-borne', 'water', 'school', 'illegal-practice', 'family-planning')),
  name          text not null check (name <> ''),
  address       text not null default '',
  since         date not null,
  until         date,                                -- last day on the list
  recorded_at   timestamptz not null default now(),
  recorded_by   uuid not null,
  constraint ends_after_it_begins check (until is null or until >= since)
);
create index places_of_unit on supervised_places (unit_code);
alter table supervised_places enable row level security;
create policy of_the_unit on supervised_places using (
  unit_code between (select platform.reach_from()) and (select platform.reach_to())
);
grant select, insert, update (until) on supervised_places to qianyue_app;

-- 巡查登记.
create table supervision_patrols (
  id            uuid primary key,                    -- chosen by the caller
  unit_code     bigint not null references org_units,
  place_id      uuid references supervised_places,   -- null where the place is not on the list
  area          text not null check (area in ('food-borne', 'water', 'school', 'illegal-practice', 'family-planning')),
  place         text not null check (place <> ''),
  patrolled_on  date not null,
  findings      text not null default '',            -- empty: nothing was found
  handling      text not null default '',
  patrolled_by  text not null check (patrolled_by <> ''),
  remark        text not null default '',
  withdrawn_at  timestamptz,
  withdrawn_because text,
  recorded_at   timestamptz not null default now(),
  recorded_by   uuid not null,
  constraint findings_are_handled check (findings = '' or handling <> ''),
  constraint withdrawn_says_why check ((withdrawn_at is null) = (withdrawn_because is null))
);
create index patrols_of_unit on supervision_patrols (unit_code, patrolled_on);
create index patrols_of_place on supervision_patrols (place_id, patrolled_on);
alter table supervision_patrols enable row level security;
create policy of_the_unit on supervision_patrols using (
  unit_code between (select platform.reach_from()) and (select platform.reach_to())
);
grant select, insert, update (withdrawn_at, withdrawn_because) on supervision_patrols to qianyue_app;

-- 信息报告登记.
create table supervision_information (
  id            uuid primary key,                    -- chosen by the caller
  unit_code     bigint not null references org_units,
  area          text not null check (area in ('food-borne', 'water', 'school', 'illegal-practice', 'family-planning')),
  found_at      timestamptz not null,
  content       text not null check (content <> ''),
  reported_at   timestamptz,                         -- null: not yet
  reporter      text not null default '',
  withdrawn_at  timestamptz,
  withdrawn_because text,
  recorded_at   timestamptz not null default now(),
  recorded_by   uuid not null,
  constraint reported_by_somebody check ((reported_at is null) = (reporter = '')),
  constraint reported_after_found check (reported_at is null or reported_at >= found_at),
  constraint withdrawn_says_why check ((withdrawn_at is null) = (withdrawn_because is null))
);
create index information_of_unit on supervision_information (unit_code, found_at);
alter table supervision_information enable row level security;
create policy of_the_unit on supervision_information using (
  unit_code between (select platform.reach_from()) and (select platform.reach_to())
);
grant select, insert, update (reported_at, reporter, withdrawn_at, withdrawn_because)
  on supervision_information to qianyue_app;
