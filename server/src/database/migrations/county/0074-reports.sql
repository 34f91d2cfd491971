-- 月报: a unit's monthly table on its way to the county. What was sent is kept as it was; once accepted it does not move.
create table monthly_reports (
  id            uuid primary key,                    -- chosen by the caller
  unit_code     bigint not null references org_units,
  month_end     date not null,                       -- last day of the month it is about
  state         text not null check (state in ('submitted', 'returned', 'accepted')),
  content       jsonb not null,                      -- the table as it was sent
  remark        text,                                -- what the sender says of it
  note          text,                                -- why it was returned
  submitted_at  timestamptz not null,
  submitted_by  uuid not null,
  decided_at    timestamptz,
  decided_by    uuid,
  constraint one_report_a_month unique (unit_code, month_end),
  constraint month_end_is_one check (extract(day from month_end + 1) = 1),
  constraint a_decision_has_its_day check ((state = 'submitted') = (decided_at is null))
);
grant select, insert on monthly_reports to qianyue_app;
grant update (state, content, remark, note, submitted_at, submitted_by, decided_at, decided_by) on monthly_reports to qianyue_app;
alter table monthly_reports enable row level security;
create policy of_the_unit on monthly_reports using (
  unit_code between (select platform.reach_from()) and (select platform.reach_to())
);
create function accepted_report_stays() returns trigger language plpgsql as $$
begin
  if old.state = 'accepted' then
    raise exception 'an accepted report does not change';
  end if;
  return new;
end $$;
create trigger accepted_report_stays before update on monthly_reports
  for each row execute function accepted_report_stays();

-- 通报: drafted from the figures, edited, published to every unit below, and read.
create table bulletins (
  id            uuid primary key,                    -- chosen by the caller
  unit_code     bigint not null references org_units,
  unit_to       bigint not null,                     -- last village code of the unit
  month_end     date not null,
  title         text not null check (title <> ''),
  body          text not null check (body <> ''),
  edited_at     timestamptz not null,
  edited_by     uuid not null,
  published_at  timestamptz,
  published_by  uuid,
  constraint a_unit_has_its_villages check (unit_to >= unit_code),
  constraint published_by_somebody check ((published_at is null) = (published_by is null))
);
create index bulletins_of_month on bulletins (month_end desc, id);
grant select, insert on bulletins to qianyue_app;
grant update (title, body, edited_at, edited_by, published_at, published_by) on bulletins to qianyue_app;
alter table bulletins enable row level security;
-- Those of one's own units, drafts too; and what was published by a unit above.
create policy of_the_unit_and_below on bulletins using (
  unit_code between (select platform.reach_from()) and (select platform.reach_to())
  or (published_at is not null and (select platform.reach_from()) between unit_code and unit_to)
) with check (unit_code between (select platform.reach_from()) and (select platform.reach_to()));
create function published_bulletin_stays() returns trigger language plpgsql as $$
begin
  if old.published_at is not null then
    raise exception 'a published bulletin does not change';
  end if;
  return new;
end $$;
create trigger published_bulletin_stays before update on bulletins
  for each row execute function published_bulletin_stays();

-- 阅读回执: who opened a published bulletin, and when first.
create table bulletin_readings (
  bulletin_id  uuid not null references bulletins,
  account_id   uuid not null,
  unit_code    bigint not null references org_units,
  read_at      timestamptz not null,
  primary key (bulletin_id, account_id)
);
grant select, insert on bulletin_readings to qianyue_app;
alter table bulletin_readings enable row level security;
create policy of_the_unit on bulletin_readings using (
  unit_code between (select platform.reach_from()) and (select platform.reach_to())
);
