-- Sheets whose content only some roles read (严重精神障碍): the record stays among the others and says that a service was
-- done, by whom, when, and when the next is due; what was found stands here, a row for every version.
alter table service_records add column protection text;

create table protected_record_contents (
  record_id       uuid not null references service_records,
  version         smallint not null,
  values          jsonb not null,
  classification  text,
  next_step       text not null,
  referred        boolean not null,
  primary key (record_id, version)
);
alter table protected_record_contents enable row level security;
create policy within_protected_reach on protected_record_contents using (
  exists (
    select from service_records s join residents r on r.id = s.resident_id
    where s.id = record_id and (
      r.village_code between (select platform.protected_from()) and (select platform.protected_to())
      or r.village_code = any ((select platform.protected_units())::bigint[])
      or r.team_id = any ((select platform.protected_teams())::uuid[])
    )
  )
);
grant select, insert, update (classification, next_step, referred) on protected_record_contents to qianyue_app;

-- What general records said of such services before there was a sheet for them.
alter table service_records disable trigger user;
alter table service_record_corrections disable trigger user;
insert into protected_record_contents (record_id, version, values, classification, next_step, referred)
select s.id, s.version, s.values, s.classification, s.next_step, s.referred from service_records s
where s.service = 'severe-mental-disorder-follow-up'
union all
select c.record_id, c.version, c.values, c.classification, c.next_step, c.referred
from service_record_corrections c join service_records s on s.id = c.record_id
where s.service = 'severe-mental-disorder-follow-up' and c.version <> s.version;
update service_record_corrections c set values = '{}', classification = null, controlled = null, next_step = 'routine', referred = false
from service_records s where s.id = c.record_id and s.service = 'severe-mental-disorder-follow-up';
update service_records set protection = 'severe-mental-disorder', values = '{}', classification = null, controlled = null,
  next_step = 'routine', referred = false
where service = 'severe-mental-disorder-follow-up';
alter table service_records enable trigger user;
alter table service_record_corrections enable trigger user;

-- `controlled` is what the rate of stable patients counts, told of the stable only.
alter table service_records add constraint protected_record_says_nothing check (
  protection is null
  or (values = '{}' and classification is null and controlled is not false and next_step = 'routine' and not referred)
);
