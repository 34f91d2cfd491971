-- 服务凭证: what the phone says for a service that was recorded on it: when by its own clock, where, who confirmed it.
-- Written once with the record; a correction of the record does not touch it.
create table service_record_evidence (
  record_id          uuid primary key references service_records,
  started_at         timestamptz not null,               -- by the phone's clock
  ended_at           timestamptz not null,
  clock_ahead_ms     bigint,                             -- the phone's clock against the server's; null when not measured
  latitude           double precision,                   -- WGS-84 degrees, with consent
  longitude          double precision,
  accuracy_metres    double precision,
  placed_at          timestamptz,
  confirmed_by       text check (confirmed_by in ('signature', 'card')),
  signature_id       uuid,                               -- an attachment of the record, which may arrive later
  signer             text check (signer in ('self', 'family')),
  card_is_residents  boolean,                            -- the card that was shown is the resident's valid one
  readings           jsonb not null default '[]',        -- values that a device measured: field, device, moment
  constraint place_is_whole check (num_nulls(latitude, longitude, accuracy_metres, placed_at) in (0, 4)),
  constraint signature_has_a_signer
    check ((confirmed_by is not distinct from 'signature') = (signature_id is not null and signer is not null)),
  constraint card_is_looked_up check ((confirmed_by is not distinct from 'card') = (card_is_residents is not null))
);
alter table service_record_evidence enable row level security;
create policy within_reach on service_record_evidence using (
  exists (select from service_records s where s.id = record_id)
);
grant select, insert on service_record_evidence to qianyue_app;

-- What stands for a note that a service could not be given: the phone's moment and place, photographs.
alter table duty_notes add column evidence jsonb;
