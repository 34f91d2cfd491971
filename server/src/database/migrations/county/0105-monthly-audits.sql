-- 月度审核: a township looks at a clinic's logs and records of a month, and the bureau looks at the township's audit.
create table monthly_audits (
  id           uuid primary key,                     -- chosen by the caller
  unit_code    bigint not null references org_units, -- the clinic that is audited
  month_end    date not null,
  marks        jsonb not null,                       -- of each record that was looked at: what is wrong, or nothing
  words        text not null check (words <> ''),
  audited_at   timestamptz not null,
  audited_by   uuid not null,
  confirmed    boolean,                              -- of the bureau: null until it has looked
  review       text,
  reviewed_at  timestamptz,
  reviewed_by  uuid,
  constraint one_audit_a_month unique (unit_code, month_end),
  constraint audited_month_end_is_one check (extract(day from month_end + 1) = 1),
  constraint a_review_says_why check ((confirmed is null) = (review is null)),
  constraint somebody_else_reviews check (reviewed_by is distinct from audited_by or reviewed_by is null)
);
grant select, insert on monthly_audits to qianyue_app;
grant update (marks, words, audited_at, audited_by, confirmed, review, reviewed_at, reviewed_by) on monthly_audits to qianyue_app;
alter table monthly_audits enable row level security;
create policy of_the_unit on monthly_audits using (
  unit_code between (select platform.reach_from()) and (select platform.reach_to())
);
