-- Family-doctor teams (家庭医生团队): members with roles, villages covered.
create table teams (
  id            uuid primary key,
  unit_code     bigint not null references org_units,
  name          text not null,
  phone         text,
  dissolved_on  date,
  created_at    timestamptz not null default now(),
  constraint team_name_is_taken unique (unit_code, name)
);

create table team_members (
  team_id   uuid not null references teams,
  staff_id  uuid not null references staff,
  role      text not null,
  since     date not null,
  until     date,                                    -- last day
  primary key (team_id, staff_id, role, since),
  constraint membership_runs_forward check (until >= since)
);
create index teams_of_staff on team_members (staff_id);

create table team_villages (
  team_id       uuid not null references teams,
  village_code  bigint not null references org_units,
  since         date not null,
  until         date,
  primary key (team_id, village_code, since)
);
grant select, insert, update on teams, team_members, team_villages to qianyue_app;
