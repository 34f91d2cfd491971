-- `controlled` of a protected record tells of the stable that they are, and now also that nobody was met (失访), which is no visit.
alter table service_records drop constraint protected_record_says_nothing;
alter table service_records add constraint protected_record_says_nothing check (
  protection is null or (values = '{}' and classification is null and next_step = 'routine' and not referred)
);

alter table service_records disable trigger user;
update service_records s set controlled = false
from protected_record_contents c
where c.record_id = s.id and c.version = s.version and s.form = 'severe-mental-disorder-follow-up'
  and (c.values ->> 'visited')::int in (2, 3);
alter table service_records enable trigger user;
