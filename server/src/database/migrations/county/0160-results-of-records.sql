-- What an examination, or the recheck of one, found out about each group of values (异常结果复查): judged by the ranges of its
-- day, like everything else that follows from a record. Absent on all other sheets.
alter table service_records add column results jsonb;
grant update (results) on service_records to qianyue_app;
