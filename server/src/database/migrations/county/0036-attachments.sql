-- 照片与签名: evidence of an agreement, a service, an event or a registration. The bytes lie apart, encrypted, so that a
-- list does not touch them.
create table attachments (
  id                 uuid primary key,               -- chosen by the caller
  agreement_id       uuid references agreements,
  service_record_id  uuid references service_records,
  event_id           uuid references resident_events,
  resident_id        uuid references residents,
  kind               text not null check (kind in ('signature', 'paper', 'photo')),
  media_type         text not null check (media_type in ('image/jpeg', 'image/png')),
  bytes              integer not null check (bytes > 0),
  sha256             text not null,                  -- of the bytes as they were taken
  taken_at           timestamptz not null,           -- by the phone's clock
  received_at        timestamptz not null,
  added_by           uuid not null,
  constraint evidence_is_of_one_thing check (num_nonnulls(agreement_id, service_record_id, event_id, resident_id) = 1)
);
create index attachments_of_agreement on attachments (agreement_id) where agreement_id is not null;
create index attachments_of_record on attachments (service_record_id) where service_record_id is not null;
create index attachments_of_event on attachments (event_id) where event_id is not null;
create index attachments_of_resident on attachments (resident_id) where resident_id is not null;

create table attachment_contents (
  attachment_id  uuid primary key references attachments,
  sealed         bytea not null                      -- AES-256-GCM, key outside the database
);
-- What is encrypted does not become smaller.
alter table attachment_contents alter column sealed set storage external;

-- Evidence exists for those who reach what it is evidence of.
alter table attachments enable row level security;
create policy within_reach on attachments using (
  case
    when agreement_id is not null then exists (select from agreements a where a.id = agreement_id)
    when service_record_id is not null then exists (select from service_records s where s.id = service_record_id)
    when event_id is not null then exists (select from resident_events e where e.id = event_id)
    else exists (select from residents r where r.id = resident_id)
  end
);
alter table attachment_contents enable row level security;
create policy within_reach on attachment_contents using (exists (select from attachments a where a.id = attachment_id));
grant select, insert on attachments, attachment_contents to qianyue_app;
