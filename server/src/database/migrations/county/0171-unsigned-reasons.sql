-- 未签约原因: why somebody has not signed, as it was noted at a door or a desk; the newest note stands, one without a
-- reason takes back the one before. Who signs afterwards is signed, whatever was noted.
create table unsigned_reasons (
  id           uuid primary key,
  resident_id  uuid not null references residents,
  reason       text,
  remark       text not null default '',
  noted_on     date not null,
  noted_by     uuid not null,
  created_at   timestamptz not null default now()
);
create index unsigned_reason_of_resident on unsigned_reasons (resident_id, created_at desc, id desc);
alter table unsigned_reasons enable row level security;
create policy within_reach on unsigned_reasons using (exists (select from residents r where r.id = resident_id));
grant select, insert on unsigned_reasons to qianyue_app;
