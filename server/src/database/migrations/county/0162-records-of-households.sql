-- A sheet about the household (家庭入户调查表) belongs to everybody who lives there: written once, it stands with each of them
-- and on the page of the household. The resident of the record is whom it was asked of.
alter table service_records add column household_id uuid references households;
create index records_of_household on service_records (household_id, performed_on) where household_id is not null;

alter table service_records disable trigger user;
update service_records s set household_id = r.household_id
from residents r where r.id = s.resident_id and s.form = 'household-survey';
alter table service_records enable trigger user;
