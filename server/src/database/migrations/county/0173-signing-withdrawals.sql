-- 取消签约资格: who failed the assessment or did not serve by the agreement may not lead a signing from a day on (as a rule the
-- first of the next year), until rectification has passed. staff.suspended_since says what holds; this says why, and what
-- became of it. Source: contract-policy.md §4.3, provider fault (S2 篇四(三)违约责任).
create table signing_withdrawals (
  id           uuid primary key,
  staff_id     uuid not null references staff,
  from_day     date not null,
  because      text not null,
  decided_by   uuid not null,
  decided_at   timestamptz not null default now(),
  rectified    text,
  restored_on  date,
  restored_by  uuid,
  constraint restored_with_words check ((restored_on is null) = (rectified is null) and (restored_on is null) = (restored_by is null))
);
create index signing_withdrawals_of_staff on signing_withdrawals (staff_id, decided_at desc);
create unique index one_open_withdrawal on signing_withdrawals (staff_id) where restored_on is null;
grant select, insert, update on signing_withdrawals to qianyue_app;
