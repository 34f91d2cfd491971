-- 部门名单: what another department's list said on a day. Kept as it was; the next one is compared with it.
create table outside_lists (
  id           uuid primary key,                     -- chosen by the caller
  unit_code    bigint not null references org_units,
  kind         text not null,
  as_of        date not null,                        -- the day that the list speaks of
  file_name    text not null,
  file_hash    bytea not null,
  counts       jsonb not null,
  problems     jsonb not null,                       -- rows that could not be read, with why
  imported_at  timestamptz not null,
  imported_by  uuid not null,
  constraint one_list_of_a_day unique (unit_code, kind, as_of)
);
grant select, insert on outside_lists to qianyue_app;
alter table outside_lists enable row level security;
-- The list itself is known to every unit that it is about, and to those above.
create policy of_the_unit_and_below on outside_lists using (
  unit_code between (select platform.reach_from()) and (select platform.reach_to())
  or (select platform.reach_from()) between unit_code
    and unit_code + case when unit_code % 1000000 = 0 then 999999 when unit_code % 1000 = 0 then 999 else 0 end
) with check (unit_code between (select platform.reach_from()) and (select platform.reach_to()));

create table outside_list_entries (
  list_id              uuid not null references outside_lists,
  position             integer not null,
  unit_code            bigint not null,              -- of the list
  sheet_row            integer not null,
  person_key           text not null,                -- keyed hash of the ID number, or of name and birth date
  name                 text not null,
  id_number_encrypted  bytea,
  id_number_masked     text,
  birth_date           date,
  resident_id          uuid references residents,
  unmatched_because    text,
  category             text not null,
  since                date,
  until                date,
  primary key (list_id, position),
  constraint matched_or_said_why check ((resident_id is null) = (unmatched_because is not null))
);
create index entries_of_resident on outside_list_entries (resident_id) where resident_id is not null;
grant select, insert on outside_list_entries to qianyue_app;
alter table outside_list_entries enable row level security;
-- Who was matched is seen by those who reach the resident; who was not, by those who reach the list's unit.
create policy within_reach on outside_list_entries using (
  case when resident_id is null
    then unit_code between (select platform.reach_from()) and (select platform.reach_to())
    else exists (select from residents r where r.id = resident_id) end
);

-- 名单待办: what is to be done about a person of a list. One open task of a kind for a person at a time.
create table outside_list_tasks (
  id            uuid primary key,
  list_id       uuid not null references outside_lists,
  unit_code     bigint not null,                     -- of the list
  kind          text not null,
  person_key    text not null,
  resident_id   uuid references residents,
  name          text not null,
  id_number_masked text,
  change        text not null check (change in ('new', 'left', 'changed', 'same')),
  task          text not null,
  about_day     date not null,
  because       text not null,
  state         text not null default 'open' check (state in ('open', 'done', 'set-aside', 'superseded')),
  settled_at    timestamptz,
  settled_by    uuid,
  note          text,
  constraint settled_at_a_moment check ((state = 'open') = (settled_at is null))
);
create unique index one_open_task on outside_list_tasks (unit_code, kind, person_key, task) where state = 'open';
create index open_tasks on outside_list_tasks (kind, id) where state = 'open';
create index tasks_of_resident on outside_list_tasks (resident_id) where resident_id is not null;
grant select, insert on outside_list_tasks to qianyue_app;
grant update (state, settled_at, settled_by, note) on outside_list_tasks to qianyue_app;
alter table outside_list_tasks enable row level security;
create policy within_reach on outside_list_tasks using (
  case when resident_id is null
    then unit_code between (select platform.reach_from()) and (select platform.reach_to())
    else exists (select from residents r where r.id = resident_id) end
);
