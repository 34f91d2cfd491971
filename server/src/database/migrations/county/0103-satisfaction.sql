-- 满意度调查: questions as they stood, over whom, and the seed by which the same people are drawn again.
create table surveys (
  id            uuid primary key,                    -- chosen by the caller
  unit_code     bigint not null references org_units,
  title         text not null check (title <> ''),
  questions     jsonb not null,                      -- SurveyQuestion[]
  from_day      date not null,
  to_day        date not null,                       -- last day on which answers are taken
  seed          text not null,
  drawn_from    integer not null,                    -- signed residents of whom the sample was drawn
  least_answers integer not null,
  made_at       timestamptz not null,
  made_by       uuid not null,
  constraint survey_days_run_forward check (to_day >= from_day)
);
grant select, insert on surveys to qianyue_app;
alter table surveys enable row level security;
create policy of_the_unit_and_below on surveys using (
  unit_code between (select platform.reach_from()) and (select platform.reach_to())
  or (select platform.reach_from()) between unit_code
    and unit_code + case when unit_code % 1000000 = 0 then 999999 when unit_code % 1000 = 0 then 999 else 0 end
) with check (unit_code between (select platform.reach_from()) and (select platform.reach_to()));

-- 样本: who is asked, whose doctor and team they had on the day of the drawing.
create table survey_invitees (
  id            uuid primary key,
  survey_id     uuid not null references surveys,
  position      integer not null,
  resident_id   uuid not null references residents,
  village_code  bigint not null,
  team_id       uuid references teams,
  staff_id      uuid references staff,
  link_hash     bytea not null,                      -- of the code in the link that is sent
  link_sealed   bytea not null,                      -- the code itself, encrypted
  constraint asked_once unique (survey_id, resident_id)
);
create unique index invitees_by_link on survey_invitees (link_hash);
create index invitees_of_survey on survey_invitees (survey_id, position);
grant select, insert on survey_invitees to qianyue_app;
alter table survey_invitees enable row level security;
create policy within_reach on survey_invitees using (
  exists (select from residents r where r.id = resident_id)
);

-- 答卷, apart from whom it is from as far as readers go: what is shown of it bears no name.
create table survey_answers (
  invitee_id   uuid primary key references survey_invitees,
  survey_id    uuid not null references surveys,
  channel      text not null check (channel in ('phone', 'paper', 'link')),
  answers      jsonb not null,                       -- by the question's code
  invalid      text,                                 -- why it does not count; null when it does
  answered_at  timestamptz not null,
  taken_by     uuid                                  -- null when it came by the link
);
create index answers_of_survey on survey_answers (survey_id);
grant select, insert, update on survey_answers to qianyue_app;
alter table survey_answers enable row level security;
create policy of_the_invitee on survey_answers using (
  exists (select from survey_invitees i where i.id = invitee_id)
);
