-- 报表模板: a workbook of the county with cells bound to figures. It is not changed but followed by the next of its code;
-- what was filled in before is kept with the reports.
create table report_templates (
  id           uuid primary key,                     -- chosen by the caller
  name         text not null check (name <> ''),
  cadence      text not null check (cadence in ('month', 'quarter', 'half-year', 'year')),
  file_name    text not null,
  content      bytea not null,
  uploaded_at  timestamptz not null,
  uploaded_by  uuid not null,
  retired_at   timestamptz                           -- not offered any more
);
create index templates_in_use on report_templates (cadence) where retired_at is null;
grant select, insert, update (retired_at) on report_templates to qianyue_app;
