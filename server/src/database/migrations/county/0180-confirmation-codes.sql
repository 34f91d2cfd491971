-- 服务确认码: one-time codes on a sheet that the resident keeps; one is told for a visit and typed by whoever served.
create table confirmation_codes (
  sheet_id      uuid not null,
  position      smallint not null,
  resident_id   uuid not null references residents,
  code_sealed   bytea not null,                       -- to be printed again and compared with what is typed
  issued_at     timestamptz not null,
  issued_by     uuid not null,
  withdrawn_at  timestamptz,                          -- the sheet was lost
  primary key (sheet_id, position)
);
create index codes_of_resident on confirmation_codes (resident_id) where withdrawn_at is null;
alter table confirmation_codes enable row level security;
create policy within_reach on confirmation_codes using (exists (select from residents r where r.id = resident_id));
grant select, insert on confirmation_codes to qianyue_app;
grant update (withdrawn_at) on confirmation_codes to qianyue_app;

-- Every code that was typed for a service: a right one names the code, a wrong one counts.
create table confirmation_code_tries (
  id         uuid primary key,                        -- chosen by the caller
  record_id  uuid not null references service_records,
  sheet_id   uuid,
  position   smallint,
  tried_at   timestamptz not null,
  tried_by   uuid not null,
  constraint of_a_sheet foreign key (sheet_id, position) references confirmation_codes
);
create unique index one_code_confirms_a_service on confirmation_code_tries (record_id) where sheet_id is not null;
create index tries_of_a_service on confirmation_code_tries (record_id);
create index tries_with_a_code on confirmation_code_tries (sheet_id, position) where sheet_id is not null;
alter table confirmation_code_tries enable row level security;
create policy within_reach on confirmation_code_tries using (
  exists (select from service_records s where s.id = record_id)
);
grant select, insert on confirmation_code_tries to qianyue_app;
