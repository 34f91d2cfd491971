-- Belonging to a population that a record began or ended (建床、撤床，结案): which record it was, so that its correction or
-- withdrawal takes it back.
alter table resident_populations
  add column begun_by uuid references service_records,
  add column ended_by uuid references service_records;
create index populations_begun_by on resident_populations (begun_by) where begun_by is not null;
create index populations_ended_by on resident_populations (ended_by) where ended_by is not null;
grant delete on resident_populations to qianyue_app;
