-- 居民确认: a link that says what was done for whom on which day, and what the resident answered, once.
create table service_confirmations (
  record_id    uuid primary key references service_records,
  link_hash    bytea not null unique,                 -- by which the link is found
  link_sealed  bytea not null,                        -- the link itself, to be shown again
  asked_at     timestamptz not null,
  asked_by     uuid not null,
  answered_at  timestamptz,
  was_given    boolean,                               -- the resident says that the service was given
  words        text not null default '',
  constraint answered_whole check ((answered_at is null) = (was_given is null))
);
alter table service_confirmations enable row level security;
create policy within_reach on service_confirmations using (
  exists (select from service_records s where s.id = record_id)
);
grant select, insert on service_confirmations to qianyue_app;
