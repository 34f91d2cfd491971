-- Two officers work at one draft: a saving says which revision it was made from, and an old one is refused.
alter table policy_profiles
  add column revision    integer not null default 1,  -- counts the savings of the draft
  add column changed_by  uuid;                         -- who saved it last; null while it is as it was made
