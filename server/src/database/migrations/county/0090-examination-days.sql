-- 集中体检日: a day in a village with slots, who is invited, and what each station found before the sheet is whole.
create table examination_days (
  id             uuid primary key,                   -- chosen by the caller
  village_code   bigint not null references org_units,
  held_on        date not null,
  place          text not null check (place <> ''),
  first_minute   integer not null check (first_minute between 0 and 1439), -- begin of the first slot, after midnight
  slot_minutes   integer not null check (slot_minutes between 5 and 240),
  slot_capacity  integer not null check (slot_capacity between 1 and 200),
  slots          integer not null check (slots between 1 and 60),
  created_at     timestamptz not null default now(),
  created_by     uuid not null
);
create index examination_days_of_village on examination_days (village_code, held_on);
alter table examination_days enable row level security;
create policy of_the_village on examination_days using (
  village_code between (select platform.reach_from()) and (select platform.reach_to())
);
grant select, insert, update (place) on examination_days to qianyue_app;

create table examination_invitations (
  day_id       uuid not null references examination_days,
  resident_id  uuid not null references residents,
  slot         integer not null check (slot >= 0),
  answer       text not null default 'open' check (answer in ('open', 'coming', 'not-coming')),
  arrived_at   timestamptz,                          -- 签到
  record_id    uuid,                                 -- the sheet that its parts became
  given_on     date,                                 -- 结果告知
  given_how    text,
  primary key (day_id, resident_id),
  constraint results_come_from_a_sheet check (given_on is null or record_id is not null)
);
create index invitations_of_resident on examination_invitations (resident_id);
alter table examination_invitations enable row level security;
create policy of_the_day on examination_invitations using (
  exists (select from examination_days d where d.id = day_id)
);
grant select, insert, delete on examination_invitations to qianyue_app;
grant update (slot, answer, arrived_at, record_id, given_on, given_how) on examination_invitations to qianyue_app;

-- What one station entered, until the doctor at the last one makes the sheet of it.
create table examination_parts (
  day_id       uuid not null,
  resident_id  uuid not null,
  station      text not null,
  values       jsonb not null,
  entered_by   uuid not null,
  entered_at   timestamptz not null,
  primary key (day_id, resident_id, station),
  foreign key (day_id, resident_id) references examination_invitations on update cascade on delete cascade
);
alter table examination_parts enable row level security;
create policy of_the_day on examination_parts using (
  exists (select from examination_days d where d.id = day_id)
);
grant select, insert, update on examination_parts to qianyue_app;
