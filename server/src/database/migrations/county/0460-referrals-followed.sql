-- 转诊去向: what is noted of somebody who was sent to a hospital, beside the records and slips that say it themselves.
create table referral_steps (
  id            uuid primary key,                   -- chosen by the caller
  resident_id   uuid not null references residents,
  unit_code     bigint not null references org_units,
  step          text not null check (step in ('booked', 'seen', 'admitted', 'home', 'card', 'not-gone')),
  noted_for     date not null,                      -- the day it happened
  hospital      text not null default '',
  booked_for    date,                               -- 预约日期
  fast_track    boolean not null default false,     -- 绿色通道
  remark        text not null default '',
  recorded_at   timestamptz not null default now(),
  recorded_by   uuid not null,
  recorded_by_name text not null,
  withdrawn_at  timestamptz,
  check (step = 'booked' or (booked_for is null and not fast_track))
);
create index referral_steps_of_resident on referral_steps (resident_id, noted_for);
alter table referral_steps enable row level security;
create policy of_the_resident on referral_steps using (
  exists (select from residents r where r.id = resident_id)
);
grant select, insert, update (withdrawn_at) on referral_steps to qianyue_app;

-- Who was sent to a hospital lately is a small part of all records.
create index records_that_refer on service_records (performed_on, resident_id)
  where (referred or form = 'referral-out') and withdrawn_at is null;
