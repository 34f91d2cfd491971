-- 报表 of every cadence, not of months alone; what was sent before is kept under its new words.
alter table monthly_reports rename to reports;
alter table reports rename column month_end to period_end;
alter table reports add column cadence text not null default 'month'
  constraint cadence_is_known check (cadence in ('month', 'quarter', 'half-year', 'year'));
alter table reports alter column cadence drop default;
alter table reports drop constraint one_report_a_month;
alter table reports add constraint one_report_a_period unique (unit_code, cadence, period_end);
alter table reports disable trigger accepted_report_stays;
update reports set content = content - 'month' - 'knowsLastMonth' || jsonb_build_object(
  'period', content->'month',
  'periodName', to_char(period_end, 'YYYY年FMMM月'),
  'cadence', 'month',
  'knowsPeriodBefore', content->'knowsLastMonth',
  'sections', '[]'::jsonb);
alter table reports enable trigger accepted_report_stays;

-- 报送期限: days after the end of a period, as the bureau's notice has them.
create table report_due_days (
  cadence   text primary key check (cadence in ('month', 'quarter', 'half-year', 'year')),
  due_days  integer not null check (due_days between 1 and 90)
);
insert into report_due_days (cadence, due_days) values ('month', 5), ('quarter', 10), ('half-year', 15), ('year', 20);
grant select, update (due_days) on report_due_days to qianyue_app;
