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
  pinyin                 text not null default '',   -- syllables with spaces between: wang xiao ming
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
  contact_name           text,                       -- 联系人
  contact_phone_encrypted bytea,
  contact_phone_masked   text,
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
  profile                jsonb not null default '{}', -- 个人基本信息: blood, allergies, education…
  warnings               jsonb not null default '[]', -- what contradicts the identity number, until it is settled
  merged_into_id         uuid references residents,
  version                integer not null default 1,
  created_at             timestamptz not null default now(),
  updated_at             timestamptz not null default now(),
  constraint id_number_is_known unique (id_number_hash),
  constraint health_record_number_is_taken unique (health_record_number),
  constraint nobody_dies_before_birth check (died_on >= birth_date),
  constraint away_runs_forward check (away_until >= away_since)
);
create index residents_of_village on residents (village_code, household_id, id);
create index residents_by_name on residents (name, village_code, id);
create index residents_by_birth on residents (birth_date, village_code);
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

-- Names that occur, and what each is found by. A name is kept once, however many bear it: a search is a prefix of a key
-- (every ending of the name, of its pinyin and of its initials), and leads to the residents by their name.
create table names (
  name    text primary key,
  pinyin  text not null
);
create table name_keys (
  key       text collate "C" not null,
  name      text not null,
  is_whole  boolean not null,                        -- the key stands for the whole name, not an ending of it
  primary key (key, name)
);

-- What the address of a household is found by: pairs of neighbouring characters, and the units it lies in as @code.
-- Written by put_address_keys and asked by households_at; nobody reads it: an index does not know who looks.
create table address_keys (
  household_id  uuid primary key references households on delete cascade,
  keys          text[] not null
);
create index address_keys_inside on address_keys using gin (keys) with (fastupdate = off);

-- The last serial given in each village, and the twelve digits before it (居民健康档案编码).
create table record_number_series (
  village_code  bigint primary key references org_units,
  prefix        text not null check (prefix ~ '^\d{12}$'),
  last_serial   integer not null default 0,
  constraint record_number_prefix_is_taken unique (prefix),
  constraint serials_have_five_digits check (last_serial between 0 and 99999)
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
  declared_by  text,                                 -- who said so: a code of the declaration sources
  source_note  text,
  ended_reason text,
  recorded_at  timestamptz not null default now(),
  recorded_by  uuid,
  constraint population_runs_forward check (until >= since),
  -- As text, so that this index, slow to read, is never taken for looking a resident up.
  constraint one_membership_at_a_time exclude using gist
    ((resident_id::text) with =, population with =, daterange(since, until, '[]') with &&)
);
create index populations_of_resident on resident_populations (resident_id);
create index residents_of_population on resident_populations (population, resident_id);

-- What the yearly comb-through decided about one place on a list (年度梳理).
create table population_reviews (
  id           uuid primary key,
  resident_id  uuid not null references residents,
  population   text not null,
  suggested    text not null check (suggested in ('add', 'remove', 'confirm')),
  decision     text not null check (decision in ('add', 'remove', 'keep', 'leave-out')),
  decided_on   date not null,
  decided_by   uuid,
  note         text
);
create index reviews_of_resident on population_reviews (resident_id, population, decided_on);

-- Two records of one person made one, with what was moved, so that it can be undone.
create table resident_merges (
  id           uuid primary key,
  kept_id      uuid not null references residents,
  dropped_id   uuid not null references residents,
  moved        jsonb not null,
  reason       text not null,
  merged_at    timestamptz not null default now(),
  merged_by    uuid,
  undone_at    timestamptz,
  undone_by    uuid
);
create index merges_of_kept on resident_merges (kept_id);
create index merges_of_dropped on resident_merges (dropped_id);

-- Two records that look alike and are two people: somebody has looked.
create table distinct_residents (
  first_id    uuid not null references residents,
  second_id   uuid not null references residents,
  decided_at  timestamptz not null default now(),
  decided_by  uuid,
  primary key (first_id, second_id),
  constraint pair_is_in_order check (first_id < second_id)
);

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

alter table population_reviews enable row level security;
create policy within_reach on population_reviews using (exists (select from residents r where r.id = resident_id));
alter table resident_merges enable row level security;
create policy within_reach on resident_merges using (exists (select from residents r where r.id = kept_id));
alter table distinct_residents enable row level security;
create policy within_reach on distinct_residents using (exists (select from residents r where r.id = first_id));

grant select, insert, update on residents, households, household_memberships, resident_populations to qianyue_app;
grant select, insert on resident_versions, resident_events, population_reviews, distinct_residents to qianyue_app;
grant select, insert, update on resident_merges to qianyue_app;
grant select, insert on names, name_keys to qianyue_app;
grant select, insert, update on record_number_series to qianyue_app;

-- Each row of keys travels as one text, for an array of arrays has to be rectangular.
create function put_address_keys(ids uuid[], key_lists text[]) returns void
  language sql volatile security definer
begin atomic
  insert into address_keys (household_id, keys)
  select id, string_to_array(list, ' ') from unnest(ids, key_lists) as given(id, list)
  on conflict (household_id) do update set keys = excluded.keys;
end;
revoke execute on function put_address_keys(uuid[], text[]) from public;
grant execute on function put_address_keys(uuid[], text[]) to qianyue_app;

-- Households whose address has all the wanted keys and one of the units' keys; none of the latter asks the whole county.
create function households_at(wanted text[], within text[], most integer) returns setof uuid
  language sql stable security definer
begin atomic
  select household_id from address_keys
  where keys @> wanted and (cardinality(within) = 0 or keys && within)
  limit most;
end;
revoke execute on function households_at(text[], text[], integer) from public;
grant execute on function households_at(text[], text[], integer) to qianyue_app;

-- Whether an identity number is known in the county, also beyond the viewer's reach: one person has one record.
create function id_number_is_known(hash bytea) returns boolean
  language sql stable security definer
begin atomic
  select exists (select from residents where id_number_hash = hash);
end;
revoke execute on function id_number_is_known(bytea) from public;
grant execute on function id_number_is_known(bytea) to qianyue_app;
