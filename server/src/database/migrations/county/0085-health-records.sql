-- 居民健康档案: that a resident's record was opened, by whom, who keeps it, and how it ended. Its number was given when the
-- resident was registered and stands there; death and moving out end it by themselves.
create table health_records (
  resident_id           uuid primary key references residents,
  opened_on             date not null,
  opened_by             uuid references staff,           -- 建档人
  opened_at_unit        bigint not null references org_units,   -- 建档单位
  kept_by_unit          bigint not null references org_units,   -- 管理单位: the village whose clinic keeps it
  responsible_staff_id  uuid references staff,           -- 责任医生
  registered_address    text not null default '',        -- 户籍地址
  closed_on             date,                            -- first day on which it is no longer kept
  closed_because        text check (closed_because in ('lost', 'other')),
  -- What follows from the facts, brought up to date in the transaction that changes them.
  last_active_on        date,                            -- the last service written into it
  score                 smallint,                        -- of 100; null until it was looked at
  flaws                 text[] not null default '{}',    -- 质控问题: code, or code:field
  created_at            timestamptz not null default now(),
  constraint closing_has_reason check ((closed_on is null) = (closed_because is null)),
  constraint closed_after_opening check (closed_on >= opened_on)
);
create index health_records_of_keeper on health_records (kept_by_unit);

-- What happened to a record, append-only: 建档、终止、恢复、迁移.
create table health_record_events (
  id           uuid primary key,                         -- chosen by the caller
  resident_id  uuid not null references residents,
  kind         text not null check (kind in ('opened', 'closed', 'reopened', 'moved')),
  happened_on  date not null,
  from_unit    bigint references org_units,
  to_unit      bigint references org_units,
  reason       text not null default '',
  recorded_by  uuid,
  recorded_at  timestamptz not null default now(),
  constraint move_says_from_where_to_where check ((kind = 'moved') = (from_unit is not null and to_unit is not null))
);
create index events_of_health_record on health_record_events (resident_id, recorded_at);

alter table health_records enable row level security;
create policy within_reach on health_records using (exists (select from residents r where r.id = resident_id));
alter table health_record_events enable row level security;
create policy within_reach on health_record_events using (exists (select from residents r where r.id = resident_id));
grant select, insert, update on health_records to qianyue_app;
grant select, insert on health_record_events to qianyue_app;

-- Until now a record was said to be opened on the day its resident was registered.
insert into health_records (resident_id, opened_on, opened_at_unit, kept_by_unit, last_active_on)
select r.id, r.health_record_opened_on, r.village_code, r.village_code,
  (select max(s.performed_on) from service_records s where s.resident_id = r.id and s.withdrawn_at is null)
from residents r
where r.health_record_opened_on is not null and r.merged_into_id is null;
alter table residents drop column health_record_opened_on;
