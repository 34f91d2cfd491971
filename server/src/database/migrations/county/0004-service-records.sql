-- What was done for residents (服务记录): one row a record, as it stands now. What it said before a correction is kept
-- word for word in service_record_corrections.
create table service_records (
  id              uuid primary key,                  -- chosen by the caller
  resident_id     uuid not null references residents,
  form            text not null,                     -- code of the form definition
  form_version    smallint not null,
  service         text,                              -- the service of the catalogue that a general record names
  performed_on    date not null,
  mode            text not null,
  version         smallint not null default 1,
  values          jsonb not null,                    -- by field code of the form; what is not filled is absent
  complete        boolean not null,                  -- every box that the sheet expects is filled
  classification  text,                              -- 此次随访分类、健康评价; null when it cannot be told
  controlled      boolean,                           -- the measured value is below the target of that day's policy
  next_step       text not null,
  next_due_on     date,
  referred        boolean not null,
  performed_by    uuid references staff,             -- 随访医生
  unit_code       bigint not null,                   -- the unit that did it
  copied          text[],                            -- fields whose value was taken over from the record before
  recorded_by     uuid not null,                     -- account
  recorded_at     timestamptz not null default now(),
  withdrawn_at    timestamptz,                       -- recorded by mistake: counts nowhere
  constraint mode_is_known check (mode in ('clinic', 'home', 'phone', 'online', 'group')),
  constraint general_record_names_a_service check ((service is not null) = (form = 'general-service')),
  constraint next_visit_comes_after check (next_due_on > performed_on)
);
create index records_of_resident on service_records (resident_id, performed_on);
create index records_of_unit on service_records (unit_code, performed_on);

-- 更正: what a record said until it was corrected or withdrawn, by whom and why. Append-only.
create table service_record_corrections (
  id               uuid primary key,                 -- chosen by the caller
  record_id        uuid not null references service_records,
  version          smallint not null,                -- the version it replaced
  kind             text not null check (kind in ('correction', 'withdrawal')),
  performed_on     date not null,
  mode             text not null,
  values           jsonb not null,
  classification   text,
  controlled       boolean,
  next_step        text not null,
  next_due_on      date,
  referred         boolean not null,
  reason           text not null check (reason <> ''),
  corrected_at     timestamptz not null default now(),
  corrected_by     uuid not null,
  constraint a_version_is_replaced_once unique (record_id, version)
);

-- A record changes what it says only after the old words are kept; its results may follow a record beside it, and it
-- moves to another resident when two records of one person are made one.
create function record_keeps_its_past() returns trigger language plpgsql set search_path from current as $$
begin
  if (new.id, new.form, new.recorded_by, new.recorded_at)
     is distinct from (old.id, old.form, old.recorded_by, old.recorded_at) then
    raise exception 'a service record keeps its form and author';
  end if;
  if (new.values, new.performed_on, new.mode, new.withdrawn_at)
     is distinct from (old.values, old.performed_on, old.mode, old.withdrawn_at)
     and not (new.version = old.version + 1 and exists (
       select from service_record_corrections c
       where c.record_id = old.id and c.version = old.version and c.values = old.values
         and c.performed_on = old.performed_on and c.mode = old.mode
     )) then
    raise exception 'a service record is corrected with its old words kept';
  end if;
  return new;
end $$;
create trigger record_keeps_its_past before update on service_records
  for each row execute function record_keeps_its_past();

alter table service_records enable row level security;
create policy within_reach on service_records using (exists (select from residents r where r.id = resident_id));
alter table service_record_corrections enable row level security;
create policy within_reach on service_record_corrections using (
  exists (select from service_records s where s.id = record_id)
);
grant select, insert on service_records, service_record_corrections to qianyue_app;
grant update (resident_id, performed_on, mode, version, values, complete, copied, classification, controlled, next_step, next_due_on,
  referred, withdrawn_at) on service_records to qianyue_app;

-- What recording a service looks at, in one answer: the resident, a record already kept under this id, and the records
-- of the same form before and after the day. Locks the resident first, so that two records at once are taken one after
-- the other and each sees what the other did. Runs with the viewer's rights: no row means out of reach.
create function record_surroundings(wanted_resident uuid, wanted_form text, wanted_day date, wanted_record uuid)
returns table (
  birth_date date, sex text, died_on date, policy uuid, same jsonb, before jsonb, after jsonb
) language plpgsql volatile as $$
declare
  recorded timestamptz;
begin
  perform from residents r where r.id = wanted_resident and r.merged_into_id is null for no key update;
  select s.recorded_at into recorded from service_records s where s.id = wanted_record;
  return query
  select r.birth_date, r.sex, r.died_on,
    (select v.id from policy_versions v order by v.edition desc limit 1),
    (select to_jsonb(s) from service_records s where s.id = wanted_record),
    (select to_jsonb(s) from service_records s
      where s.resident_id = wanted_resident and s.form = wanted_form
        and (s.performed_on, s.recorded_at) < (wanted_day, coalesce(recorded, 'infinity'))
        and s.withdrawn_at is null and s.id <> wanted_record
      order by s.performed_on desc, s.recorded_at desc limit 1),
    (select to_jsonb(s) from service_records s
      where s.resident_id = wanted_resident and s.form = wanted_form
        and (s.performed_on, s.recorded_at) > (wanted_day, coalesce(recorded, 'infinity'))
        and s.withdrawn_at is null and s.id <> wanted_record
      order by s.performed_on, s.recorded_at limit 1)
  from residents r
  where r.id = wanted_resident and r.merged_into_id is null;
end $$;
grant execute on function record_surroundings to qianyue_app;
