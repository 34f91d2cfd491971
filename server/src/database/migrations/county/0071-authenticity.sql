-- 疑点: a question about services that cannot have been as they were recorded. It is asked once; what is said and decided
-- of it stands beside it.
create table authenticity_questions (
  id            uuid primary key,                    -- follows from the check and the first service, so that it is asked once
  unit_code     bigint not null references org_units,
  staff_id      uuid not null references staff,
  check_code    text not null,
  record_ids    uuid[] not null,
  from_day      date not null,                       -- of the services asked about
  to_day        date not null,
  sentence      text not null,
  asked_at      timestamptz not null default now(),
  answer        text,
  answered_at   timestamptz,
  answered_by   uuid,
  decision      text check (decision in ('genuine', 'doubtful', 'fake')),
  reason        text,
  decided_at    timestamptz,
  decided_by    uuid,
  appeal        text,
  appealed_at   timestamptz,
  final         text check (final in ('genuine', 'doubtful', 'fake')),
  final_reason  text,
  final_at      timestamptz,
  final_by      uuid,
  constraint a_decision_has_a_reason check ((decision is null) = (reason is null)),
  constraint an_appeal_follows_a_decision check (appeal is null or decision is not null),
  constraint the_last_word_answers_an_appeal check (final is null or appeal is not null),
  constraint somebody_else_has_the_last_word check (final_by is distinct from decided_by or final_by is null)
);
create index questions_of_unit on authenticity_questions (unit_code, asked_at desc);
create index questions_of_staff on authenticity_questions (staff_id);
alter table authenticity_questions enable row level security;
create policy of_the_unit on authenticity_questions using (
  unit_code between (select platform.reach_from()) and (select platform.reach_to())
);
grant select, insert, update on authenticity_questions to qianyue_app;

-- 抽查: a sample that can be drawn again by its seed.
create table spot_checks (
  id          uuid primary key,                      -- chosen by the caller
  unit_code   bigint not null references org_units,
  from_day    date not null,
  to_day      date not null,
  seed        text not null,
  method      text not null check (method in ('document', 'phone', 'home')),
  created_at  timestamptz not null default now(),
  created_by  uuid not null,
  constraint days_run_forward check (to_day >= from_day)
);
alter table spot_checks enable row level security;
create policy of_the_unit on spot_checks using (
  unit_code between (select platform.reach_from()) and (select platform.reach_to())
);
grant select, insert on spot_checks to qianyue_app;

create table spot_check_items (
  check_id     uuid not null references spot_checks,
  record_id    uuid not null references service_records,
  position     integer not null,
  result       text check (result in ('genuine', 'doubtful', 'fake', 'unreachable')),
  calls        smallint not null default 0,
  answers      jsonb not null default '{}',
  note         text,
  recorded_at  timestamptz,
  recorded_by  uuid,
  primary key (check_id, record_id)
);
alter table spot_check_items enable row level security;
create policy of_the_check on spot_check_items using (exists (select from spot_checks c where c.id = check_id));
grant select, insert on spot_check_items to qianyue_app;
grant update (result, calls, answers, note, recorded_at, recorded_by) on spot_check_items to qianyue_app;
