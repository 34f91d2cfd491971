-- Units of the county, its staff, and the audit trail.
do $$ begin execute format('grant usage on schema %I to qianyue_app', current_schema()); end $$;

create table org_units (
  code          bigint primary key,                  -- 12-digit region code it serves
  parent_code   bigint references org_units,
  level         text not null check (level in ('county', 'township', 'village')),
  name          text not null,
  area_name     text not null,                       -- 行政村、乡镇 as registers write it
  archive_code  text check (archive_code ~ '^\d{3}$'), -- segment of the health record number, not the region code
  phone         text,
  address       text,
  closed_on     date,
  constraint only_a_county_has_no_parent check ((parent_code is null) = (level = 'county')),
  constraint unit_name_is_taken unique nulls not distinct (parent_code, name),
  constraint archive_code_is_taken unique (parent_code, archive_code)
);
grant select, insert, update on org_units to qianyue_app;

create table staff (
  id                  uuid primary key,
  unit_code           bigint not null references org_units,
  name                text not null,
  qualification       text,                          -- 执业医师、乡村医生…
  licence_number      text,
  licence_expires_on  date,
  phone               text,
  suspended_since     date,                          -- 暂停签约资格
  left_on             date,
  created_at          timestamptz not null default now()
);
create index staff_of_unit on staff (unit_code);
grant select, insert, update on staff to qianyue_app;

-- Who saw or changed what. Append-only: the application may add and read, nobody may change. Each entry bears a mark
-- that can only be made with the key outside the database (docs/decisions/0010-audit-trail.md).
create table audit_entries (
  id           bigint generated always as identity primary key,
  at           timestamptz not null,
  account_id   uuid,
  action       text not null,
  outcome      text not null check (outcome in ('done', 'refused', 'not-found', 'failed')),
  resident_id  uuid,
  subject      text,                                 -- what it was about: a kind and an id, never a name or number
  reason       text,                                 -- given by the person, where the action asks for one
  mark         bytea not null
);
create index audit_of_resident on audit_entries (resident_id, id) where resident_id is not null;
create index audit_of_account on audit_entries (account_id, id);
create index audit_by_day on audit_entries using brin (at);
grant select, insert on audit_entries to qianyue_app;

-- Everybody's acts are written, and only a reach over the whole county reads them.
alter table audit_entries enable row level security;
create policy written_by_all on audit_entries for insert with check (true);
create policy read_county_wide on audit_entries for select using (
  (select platform.reach_to() - platform.reach_from()) >= 999999
);

-- Batches of entries, each with the hash of the one before: a missing entry breaks the chain at its batch.
create table audit_seals (
  number     bigint primary key,                     -- 1, 2, 3 … without a gap
  ids        int8multirange not null,                -- of the entries: numbers lost by a rollback are not in it
  entries    integer not null,
  hash       bytea not null,
  sealed_at  timestamptz not null
);
grant select on audit_seals to qianyue_app;

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the audit trail is append-only';
end $$;
create trigger audit_is_append_only before update or delete on audit_entries
  for each row execute function audit_is_append_only();
create trigger audit_is_not_emptied before truncate on audit_entries
  for each statement execute function audit_is_append_only();
create trigger seals_are_append_only before update or delete on audit_seals
  for each row execute function audit_is_append_only();
