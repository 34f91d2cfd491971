-- 健康一体机: the devices of the clinics, what was spent on and done to them, and every message that they sent.
create table devices (
  id           uuid primary key,                     -- chosen by the caller
  unit_code    bigint not null references org_units,
  serial       text not null,                        -- 序列号, as the device tells it in its messages
  kind         text not null,
  model        text not null default '',
  since        date not null,                        -- in the unit's hands from this day
  state        text not null check (state in ('in-use', 'repair', 'retired')),
  changed_at   timestamptz not null default now(),
  changed_by   uuid not null,
  constraint device_serial_is_taken unique (serial),
  constraint a_serial_says_something check (serial <> '')
);
create index devices_of_unit on devices (unit_code);
alter table devices enable row level security;
create policy of_the_unit on devices using (
  unit_code between (select platform.reach_from()) and (select platform.reach_to())
);
grant select, insert, update on devices to qianyue_app;

-- 维修与耗材: append-only.
create table device_log (
  id           uuid primary key,                     -- chosen by the caller
  device_id    uuid not null references devices,
  happened_on  date not null,
  kind         text not null check (kind in ('fault', 'repair', 'consumable')),
  quantity     integer check (quantity > 0),         -- of a consumable, in the pieces that the words name
  words        text not null check (words <> ''),
  recorded_at  timestamptz not null default now(),
  recorded_by  uuid not null
);
create index log_of_device on device_log (device_id, happened_on);
alter table device_log enable row level security;
create policy of_the_device on device_log using (exists (select from devices d where d.id = device_id));
grant select, insert on device_log to qianyue_app;

-- One measurement of one person, as a device or its platform sent it. Nothing is dropped: what cannot be used is refused
-- in words and kept. The same measurement sent again is the same row.
create table device_messages (
  id                 uuid primary key,               -- follows from the content, so that it is kept once
  unit_code          bigint not null references org_units, -- of the device, of the sender where the device is not known
  device_id          uuid references devices,
  device_serial      text not null,
  sender_id          text,                           -- the sender's own number of the message
  source             text not null check (source in ('json', 'file', 'hl7')),
  taken_on           date,                           -- null when the message tells no readable time
  taken_at           timestamptz,                    -- null when it tells the day alone
  person_encrypted   bytea not null,                 -- whom it says it is about
  content_encrypted  bytea not null,                 -- word for word
  values             jsonb not null,                 -- by what a form's field measures, in that field's unit
  remarks            text[] not null default '{}',   -- what of it could not be used, and why
  state              text not null check (state in ('received', 'matched', 'unmatched', 'refused')),
  reason             text not null default '',       -- why it is not matched
  resident_id        uuid references residents,
  matched_how        text check (matched_how in ('id-number', 'record-number', 'service-card', 'by-hand')),
  matched_at         timestamptz,
  matched_by         uuid,                           -- account; null when the numbers told
  received_at        timestamptz not null default now(),
  received_by        uuid not null,
  constraint matched_is_somebody check ((state = 'matched') = (resident_id is not null)),
  constraint matched_says_how check ((resident_id is null) = (matched_how is null)),
  constraint not_matched_says_why check (state = 'matched' or reason <> '')
);
create index device_messages_of_unit on device_messages (unit_code, received_at desc, id desc);
create index device_messages_of_resident on device_messages (resident_id, taken_on);
create index device_messages_by_number on device_messages (device_serial, sender_id);
alter table device_messages enable row level security;
create policy of_the_unit_or_the_resident on device_messages using (
  unit_code between (select platform.reach_from()) and (select platform.reach_to())
  or exists (select from residents r where r.id = resident_id)
);
grant select, insert on device_messages to qianyue_app;
grant update (unit_code, device_id, state, reason, resident_id, matched_how, matched_at, matched_by) on device_messages to qianyue_app;
