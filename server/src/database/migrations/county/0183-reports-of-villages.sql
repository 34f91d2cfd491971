-- 村级报表: where a county has its villages send too, so many days after the end of the period; their township accepts them.
alter table report_due_days add column village_due_days integer;
alter table report_due_days add constraint villages_send_first
  check (village_due_days between 1 and due_days);
grant update (village_due_days) on report_due_days to qianyue_app;
