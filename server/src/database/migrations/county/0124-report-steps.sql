-- 报送经过: every step of a report: sent, returned with a reason, sent again, accepted; with the table as it was sent.
create table report_steps (
  report_id  uuid not null references reports,
  position   integer not null,
  step       text not null check (step in ('submitted', 'returned', 'accepted')),
  words      text,                                   -- the sender's remark, the reason for the return
  content    jsonb,                                  -- the table, when it was sent
  done_at    timestamptz not null,
  done_by    uuid not null,
  primary key (report_id, position),
  constraint what_was_sent_is_kept check ((step = 'submitted') = (content is not null))
);
grant select, insert on report_steps to qianyue_app;
alter table report_steps enable row level security;
create policy of_the_report on report_steps using (exists (select from reports r where r.id = report_id));
insert into report_steps (report_id, position, step, words, content, done_at, done_by)
select id, 1, 'submitted', remark, content, submitted_at, submitted_by from reports
union all
select id, 2, state, note, null, decided_at, decided_by from reports where state <> 'submitted';
