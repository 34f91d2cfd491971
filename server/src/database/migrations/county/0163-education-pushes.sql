-- 按人群推送: a health-education text sent to members of a population of one village; each has a record of the service.
create table education_pushes (
  id           uuid primary key,                    -- chosen by the caller
  unit_code    bigint not null references org_units,
  code         text not null,                       -- of the text, as the policy of its day names it
  title        text not null check (title <> ''),
  channel      text not null check (channel in ('sms', 'wechat', 'paper')),
  pushed_on    date not null,
  pushed_by    uuid not null,
  recorded_at  timestamptz not null default now()
);
create index education_pushes_of_unit on education_pushes (unit_code, pushed_on);
alter table education_pushes enable row level security;
create policy of_the_unit on education_pushes using (
  unit_code between (select platform.reach_from()) and (select platform.reach_to())
);
grant select, insert on education_pushes to qianyue_app;

create table education_push_residents (
  push_id      uuid not null references education_pushes,
  resident_id  uuid not null references residents,
  record_id    uuid not null,
  primary key (push_id, resident_id)
);
create index education_pushes_of_resident on education_push_residents (resident_id);
alter table education_push_residents enable row level security;
create policy of_the_push on education_push_residents using (
  exists (select from education_pushes p where p.id = push_id)
);
grant select, insert on education_push_residents to qianyue_app;
