-- Residents, households and key populations.
create table households (
  id                    uuid primary key,
  village_code          bigint not null references org_units,
  group_number          integer,                     -- 村民小组
  register_number       text,                        -- 户号 of the clerk's register
  address               text not null default '',
  head_id               uuid,                        -- 户主
  responsible_staff_id  uuid references staff,       -- 包户
  dissolved_on          date,
  created_at            timestamptz not null default now()
);
create index households_of_village on households (village_code, group_number);

create table residents (
  id                     uuid primary key,
  household_id           uuid references households,
  village_code           bigint not null references org_units,
  team_id                uuid,                       -- the team of the present agreement
  name                   text not null,
  name_initials          text not null,              -- 拼音首字母
  sex                    text not null check (sex in ('male', 'female', 'unknown')),
  birth_date             date not null,
  id_document_type       text not null default '01', -- 01 居民身份证 … 99
  id_number_encrypted    bytea,
  id_number_hash         bytea,
  id_tail_hash           bytea,                      -- last four
  id_number_masked       text,
  phone_encrypted        bytea,
  phone_hash             bytea,
  phone_masked           text,
  relation               text,                       -- 与户主关系, GB/T 4761
  ethnicity              text,
  residency              text not null default 'registered' check (residency in ('registered', 'non-registered')),
  health_record_number   text,
  health_record_opened_on date,
  registered_on          date not null,
  died_on                date,
  moved_out_on           date,                       -- first day not living here
  away_since             date,
  away_until             date,
  merged_into_id         uuid references residents,
  version                integer not null default 1,
  created_at             timestamptz not null default now(),
  updated_at             timestamptz not null default now(),
  constraint id_number_is_known unique (id_number_hash),
  constraint health_record_number_is_taken unique (health_record_number),
  constraint nobody_dies_before_birth check (died_on >= birth_date),
  constraint away_runs_forward check (away_until >= away_since)
);
create index residents_of_village on residents (village_code, name);
create index residents_of_household on residents (household_id);
create index residents_of_team on residents (team_id);
create index residents_by_phone on residents (phone_hash);
create index residents_by_id_tail on residents (id_tail_hash);

alter table households add constraint head_is_a_resident foreign key (head_id) references residents deferrable initially deferred;

-- Earlier versions of a resident's data: what it was until a change, by whom and why.
create table resident_versions (
  resident_id  uuid not null references residents,
  version      integer not null,
  values       jsonb not null,
  changed_at   timestamptz not null default now(),
  changed_by   uuid,
  reason       text not null,
  primary key (resident_id, version)
);

-- What happened to a resident or household, with its day: death, move, absence, join, split.
create table resident_events (
  id           uuid primary key,
  resident_id  uuid not null references residents,
  kind         text not null,
  happened_on  date not null,
  details      jsonb not null default '{}',
  recorded_at  timestamptz not null default now(),
  recorded_by  uuid
);
create index events_of_resident on resident_events (resident_id, happened_on);

create table household_memberships (
  resident_id   uuid not null references residents,
  household_id  uuid not null references households,
  relation      text,
  since         date not null,
  until         date,
  primary key (resident_id, household_id, since),
  constraint membership_runs_forward check (until >= since)
);
create index members_of_household on household_memberships (household_id);

-- 重点人群: declared by somebody with a source, or following from a service record. What follows from age is computed.
create table resident_populations (
  id           uuid primary key,
  resident_id  uuid not null references residents,
  population   text not null,
  since        date not null,
  until        date,                                 -- last day
  source       text not null check (source in ('declared', 'record')),
  source_note  text,
  ended_reason text,
  constraint population_runs_forward check (until >= since),
  constraint one_membership_at_a_time exclude using gist
    (resident_id with =, population with =, daterange(since, until, '[]') with &&)
);
create index residents_of_population on resident_populations (population, resident_id);

-- Row-level security: which residents and households exist for the present viewer.
alter table residents enable row level security;
create policy within_reach on residents using (
  village_code between (select platform.reach_from()) and (select platform.reach_to())
  or village_code = any ((select platform.reach_units())::bigint[])
  or team_id = any ((select platform.reach_teams())::uuid[])
  or id = (select platform.reach_resident())
);
alter table households enable row level security;
create policy within_reach on households using (
  village_code between (select platform.reach_from()) and (select platform.reach_to())
  or village_code = any ((select platform.reach_units())::bigint[])
  or exists (select from residents where residents.household_id = households.id)
);
alter table resident_versions enable row level security;
create policy within_reach on resident_versions using (exists (select from residents r where r.id = resident_id));
alter table resident_events enable row level security;
create policy within_reach on resident_events using (exists (select from residents r where r.id = resident_id));
alter table household_memberships enable row level security;
create policy within_reach on household_memberships using (exists (select from residents r where r.id = resident_id));
alter table resident_populations enable row level security;
create policy within_reach on resident_populations using (exists (select from residents r where r.id = resident_id));

grant select, insert, update on residents, households, household_memberships, resident_populations to qianyue_app;
grant select, insert on resident_versions, resident_events to qianyue_app;
