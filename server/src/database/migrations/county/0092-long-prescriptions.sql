-- 长期处方: written once, never changed; the medicines are handed over in one or several deliveries.
create table long_prescriptions (
  id             uuid primary key,                   -- chosen by the caller; that of the record too
  resident_id    uuid not null references residents,
  unit_code      bigint not null references org_units,
  condition      text not null,                      -- population
  prescribed_on  date not null,
  weeks          integer not null check (weeks between 1 and 52),
  medicines      jsonb not null,                     -- PrescribedMedicine[]
  assessment     text not null,
  educated       boolean not null,
  confirmed      boolean not null,
  prescribed_by  uuid references staff,
  recorded_at    timestamptz not null default now(),
  recorded_by    uuid not null
);
create index prescriptions_of_resident on long_prescriptions (resident_id, prescribed_on);
alter table long_prescriptions enable row level security;
create policy of_the_resident on long_prescriptions using (
  exists (select from residents r where r.id = resident_id)
);
grant select, insert on long_prescriptions to qianyue_app;

-- 送药: what was handed over, when, how and to whom.
create table medicine_deliveries (
  id               uuid primary key,                 -- chosen by the caller
  prescription_id  uuid not null references long_prescriptions,
  delivered_on     date not null,
  how              text not null check (how in ('home', 'clinic', 'courier')),
  received_by      text not null check (received_by <> ''),
  remark           text not null default '',
  recorded_at      timestamptz not null default now(),
  recorded_by      uuid not null
);
create index deliveries_of_prescription on medicine_deliveries (prescription_id, delivered_on);
alter table medicine_deliveries enable row level security;
create policy of_the_prescription on medicine_deliveries using (
  exists (select from long_prescriptions p where p.id = prescription_id)
);
grant select, insert on medicine_deliveries to qianyue_app;
