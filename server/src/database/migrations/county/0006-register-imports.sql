-- Register import (名册导入): a clerk's file, what was read and found in it, and what it changed.
create table register_imports (
  id              uuid primary key,
  unit_code       bigint not null references org_units, -- whose register it is: who reaches the unit sees it
  file_name       text not null,
  size_bytes      integer not null,
  file_hash       bytea not null,                    -- the same file again is recognised
  status          text not null check (status in ('checking', 'ready', 'committing', 'done', 'failed', 'undone')),
  -- What the worker is to do next with it; null when it waits for a person.
  task            text check (task in ('check', 'commit', 'undo')),
  progress        real not null default 0,
  counts          jsonb not null default '{}',
  findings        jsonb not null default '{}',       -- kinds of problems, villages that are not known
  columns         jsonb not null default '[]',       -- what each column was taken for, by sheet
  chosen_columns  jsonb not null default '{}',       -- corrections of it, by title
  adds_villages   boolean not null default false,    -- villages that are not known are made
  failure         text,                              -- in words, when it failed or could not be undone
  created_by      uuid not null,
  created_by_name text not null,
  created_at      timestamptz not null default now(),
  committed_by    uuid,
  committed_at    timestamptz,
  finished_at     timestamptz,
  undone_by       uuid,
  undone_at       timestamptz,
  constraint task_goes_with_status check (
    (task is null) = (status not in ('checking', 'committing'))
  )
);
create index imports_of_unit on register_imports (unit_code, created_at desc);

-- The file as it was uploaded, encrypted, in parts.
create table register_import_files (
  import_id  uuid not null references register_imports on delete cascade,
  part       integer not null,
  sealed     bytea not null,
  primary key (import_id, part)
);

-- A row of the register that is a person. What was read is encrypted.
create table register_import_rows (
  import_id     uuid not null references register_imports on delete cascade,
  row_number    integer not null,                    -- counts the people of the file from 1
  sheet         text not null,
  sheet_row     integer not null,
  household     integer not null,                    -- counts the households of the file from 1
  outcome       text not null check (outcome in ('add', 'change', 'same', 'out')),
  has_warning   boolean not null,
  is_duplicate  boolean not null default false,
  resident_id   uuid not null,                       -- who it is, or will be
  household_id  uuid not null,
  village_code  bigint,
  sealed        bytea not null,                      -- person, changes; the cells of a row that stays out
  applied       boolean not null default false,
  primary key (import_id, row_number)
);
create index import_rows_by_household on register_import_rows (import_id, household);

-- What is wrong at a cell. Message and value may hold numbers of a person and are encrypted.
create table register_import_problems (
  import_id     uuid not null references register_imports on delete cascade,
  row_number    integer not null,                    -- 0 when it is about no person's row
  problem       integer not null,                    -- counts the problems of a row from 1
  sheet         text not null,
  sheet_row     integer not null,
  household     integer,
  column_index  integer,                             -- 0 for column A
  column_title  text not null,
  severity      text not null check (severity in ('error', 'warning')),
  code          text not null,
  sealed        bytea not null,
  primary key (import_id, row_number, problem)
);
create index import_problems_in_order on register_import_problems (import_id, sheet, sheet_row, problem);

-- A decision of a person: which known resident a row is, or that it is somebody new.
create table register_import_choices (
  import_id    uuid not null references register_imports on delete cascade,
  sheet        text not null,
  sheet_row    integer not null,
  resident_id  uuid,                                 -- null: nobody known
  chosen_by    uuid not null,
  primary key (import_id, sheet, sheet_row)
);

-- What an import changed, so that it can be put back: the last first.
create table register_import_changes (
  import_id     uuid not null references register_imports on delete cascade,
  change        bigint generated always as identity,
  kind          text not null check (kind in ('resident-added', 'household-added', 'resident-changed', 'population-added', 'village-added')),
  resident_id   uuid,
  household_id  uuid,
  village_code  bigint,
  population_id uuid,
  version       integer,                             -- of the resident after the change
  before        bytea,                               -- encrypted values as they were
  primary key (import_id, change)
);

-- How the columns of a unit's registers were understood, by title, for its next one.
create table register_mappings (
  unit_code   bigint primary key references org_units,
  columns     jsonb not null,
  changed_at  timestamptz not null default now()
);

alter table register_imports enable row level security;
create policy within_reach on register_imports using (
  unit_code between (select platform.reach_from()) and (select platform.reach_to())
  or unit_code = any ((select platform.reach_units())::bigint[])
);
alter table register_import_files enable row level security;
create policy within_reach on register_import_files using (import_id in (select id from register_imports));
alter table register_import_rows enable row level security;
create policy within_reach on register_import_rows using (import_id in (select id from register_imports));
alter table register_import_problems enable row level security;
create policy within_reach on register_import_problems using (import_id in (select id from register_imports));
alter table register_import_choices enable row level security;
create policy within_reach on register_import_choices using (import_id in (select id from register_imports));
alter table register_import_changes enable row level security;
create policy within_reach on register_import_changes using (import_id in (select id from register_imports));
alter table register_mappings enable row level security;
create policy within_reach on register_mappings using (
  unit_code between (select platform.reach_from()) and (select platform.reach_to())
  or unit_code = any ((select platform.reach_units())::bigint[])
);

grant select, insert, update on register_imports, register_import_rows, register_import_choices, register_mappings to qianyue_app;
grant select, insert on register_import_files, register_import_changes to qianyue_app;
grant select, insert, delete on register_import_problems to qianyue_app;
grant delete on register_import_rows, register_import_files to qianyue_app;

-- Undoing an import deletes the residents and households it added; each deletion looks for what refers to them.
create index residents_merged_into on residents (merged_into_id) where merged_into_id is not null;
create index households_of_head on households (head_id);
create index distinct_residents_of_second on distinct_residents (second_id);
create index fees_of_resident on agreement_fees (resident_id);
create index agreement_events_of_resident on agreement_events (resident_id) where resident_id is not null;
