-- 投诉、建议与咨询: what somebody said, to whom it goes, and by when it is answered as policy stood on the day.
create table complaints (
  id                uuid primary key,                -- chosen by the caller
  unit_code         bigint not null references org_units,  -- whom it is about
  kind              text not null check (kind in ('complaint', 'suggestion', 'enquiry', 'praise')),
  channel           text not null,
  received_on       date not null,
  words             text not null check (words <> ''),
  person_name       text,                            -- null for who does not give a name
  phone_encrypted   bytea,
  phone_masked      text,
  resident_id       uuid references residents,
  accept_by         date not null,
  reply_by          date not null,
  entered_at        timestamptz not null,
  entered_by        uuid,                            -- null when it came from the public page
  constraint answered_after_accepted check (reply_by >= accept_by and accept_by >= received_on),
  constraint phone_is_masked check ((phone_encrypted is null) = (phone_masked is null))
);
create index complaints_of_unit on complaints (unit_code, received_on desc);
grant select, insert on complaints to qianyue_app;
grant update (unit_code) on complaints to qianyue_app;
alter table complaints enable row level security;
create policy of_the_unit on complaints using (
  unit_code between (select platform.reach_from()) and (select platform.reach_to())
);

-- 办理过程: accepted, looked into, answered, asked whether content.
create table complaint_steps (
  id            uuid primary key,                    -- chosen by the caller
  complaint_id  uuid not null references complaints,
  kind          text not null check (kind in ('accepted', 'handled', 'replied', 'visited')),
  done_on       date not null,
  words         text not null check (words <> ''),
  satisfied     boolean,
  made_at       timestamptz not null,
  made_by       uuid not null,
  constraint a_visit_says_whether_content check ((kind = 'visited') = (satisfied is not null))
);
create index steps_of_complaint on complaint_steps (complaint_id, made_at);
grant select, insert on complaint_steps to qianyue_app;
alter table complaint_steps enable row level security;
create policy of_the_complaint on complaint_steps using (
  exists (select from complaints c where c.id = complaint_id)
);
