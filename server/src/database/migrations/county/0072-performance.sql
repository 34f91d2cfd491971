-- 考核: one assessment sheet over one period for all of a kind below a unit. The sheet is kept as it stood.
create table assessment_rounds (
  id            uuid primary key,                    -- chosen by the caller
  unit_code     bigint not null references org_units,
  sheet_code    text not null,
  sheet         jsonb not null,                      -- AssessmentSheet
  from_day      date not null,
  to_day        date not null,
  created_at    timestamptz not null default now(),
  created_by    uuid not null,
  published_at  timestamptz,
  published_by  uuid,
  constraint days_run_forward check (to_day >= from_day),
  constraint a_period_is_assessed_once unique (unit_code, sheet_code, from_day, to_day)
);
grant select, insert on assessment_rounds to qianyue_app;
grant update (published_at, published_by) on assessment_rounds to qianyue_app;

-- 考核对象: a team, a village clinic or a township hospital of a round.
create table assessment_subjects (
  id             uuid primary key,                   -- follows from the round and who is assessed
  round_id       uuid not null references assessment_rounds,
  team_id        uuid references teams,              -- null where the unit itself is assessed
  unit_code      bigint not null references org_units,
  name           text not null,
  village_codes  bigint[] not null,                  -- whose figures are those of the assessed
  state          text not null default 'open'
    check (state in ('open', 'self-scored', 'township-scored', 'county-confirmed')),
  result         jsonb,                              -- the score with its values, as it was published
  place          integer,
  constraint only_a_result_has_a_place check ((result is null) = (place is null))
);
create index subjects_of_round on assessment_subjects (round_id);
create index subjects_of_unit on assessment_subjects (unit_code);
grant select, insert on assessment_subjects to qianyue_app;
grant update (state, result, place) on assessment_subjects to qianyue_app;

-- What each level entered for a line, with its proof in words.
create table assessment_values (
  subject_id  uuid not null references assessment_subjects,
  line        text not null,
  level       text not null check (level in ('self', 'township', 'county')),
  value       jsonb not null,                        -- LineValue
  proof       text not null,
  entered_by  uuid not null,
  entered_at  timestamptz not null,
  primary key (subject_id, line, level)
);
grant select, insert, update on assessment_values to qianyue_app;

-- 申诉 of the assessed, with the answer.
create table assessment_appeals (
  id           uuid primary key,                     -- chosen by the caller
  subject_id   uuid not null references assessment_subjects,
  words        text not null check (words <> ''),
  made_at      timestamptz not null,
  made_by      uuid not null,
  answer       text,
  upheld       boolean,
  answered_by  uuid,
  answered_at  timestamptz,
  constraint an_answer_decides check ((answer is null) = (upheld is null))
);
create index appeals_of_subject on assessment_appeals (subject_id);
grant select, insert on assessment_appeals to qianyue_app;
grant update (answer, upheld, answered_by, answered_at) on assessment_appeals to qianyue_app;

-- Whoever reaches the unit of the assessed sees it; the round is there for those who reach its unit or one of its assessed.
alter table assessment_subjects enable row level security;
create policy of_the_unit on assessment_subjects using (
  unit_code between (select platform.reach_from()) and (select platform.reach_to())
);
alter table assessment_rounds enable row level security;
create policy of_the_unit on assessment_rounds using (
  unit_code between (select platform.reach_from()) and (select platform.reach_to())
  or exists (select from assessment_subjects s where s.round_id = assessment_rounds.id)
) with check (unit_code between (select platform.reach_from()) and (select platform.reach_to()));
alter table assessment_values enable row level security;
create policy of_the_assessed on assessment_values using (
  exists (select from assessment_subjects s where s.id = subject_id)
);
alter table assessment_appeals enable row level security;
create policy of_the_assessed on assessment_appeals using (
  exists (select from assessment_subjects s where s.id = subject_id)
);

-- 公布: what was published does not move, whoever writes.
create function published_assessment_stays() returns trigger language plpgsql set search_path from current as $$
begin
  if exists (select from assessment_subjects s where s.id = old.id and s.result is not null) then
    raise exception 'a published assessment does not change';
  end if;
  return coalesce(new, old);
end $$;
create trigger published_assessment_stays before update or delete on assessment_subjects
  for each row execute function published_assessment_stays();
create function published_values_stay() returns trigger language plpgsql set search_path from current as $$
begin
  if exists (select from assessment_subjects s
             where s.id = coalesce(new.subject_id, old.subject_id) and s.result is not null) then
    raise exception 'a published assessment does not change';
  end if;
  return coalesce(new, old);
end $$;
create trigger published_values_stay before insert or update or delete on assessment_values
  for each row execute function published_values_stay();
