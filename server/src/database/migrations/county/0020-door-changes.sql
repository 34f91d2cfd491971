-- Which doors (households, and people without one) changed in which transaction: what phones ask for since their last
-- contact. Appended to, never changed, so that no write waits for another; whoever reads it compares the transaction with
-- the snapshot of the last contact, so that one which committed late is not missed (docs/decisions/0017-phone.md).
create table door_changes (
  door_id     uuid not null,
  changed_in  xid8 not null default pg_current_xact_id(),
  changed_at  timestamptz not null default now()
);
create index door_changes_by_transaction on door_changes (changed_in);
create index door_changes_by_time on door_changes using brin (changed_at);
grant select on door_changes to qianyue_app;

-- Transaction numbers mean something within one database: a copy of the county elsewhere begins another epoch.
create table door_change_epochs (
  id  uuid primary key default gen_random_uuid()
);
insert into door_change_epochs default values;
grant select on door_change_epochs to qianyue_app;

create function note_changed_doors() returns trigger language plpgsql security definer set search_path from current as $$
begin
  insert into door_changes (door_id) select distinct coalesce(household_id, id) from changed;
  return null;
end $$;
create function note_left_and_changed_doors() returns trigger language plpgsql security definer set search_path from current as $$
begin
  insert into door_changes (door_id)
  select coalesce(household_id, id) from changed union select coalesce(household_id, id) from earlier;
  return null;
end $$;
create function note_doors_of_residents() returns trigger language plpgsql security definer set search_path from current as $$
begin
  insert into door_changes (door_id)
  select distinct coalesce(r.household_id, r.id) from changed c join residents r on r.id = c.resident_id;
  return null;
end $$;
create function note_doors_of_agreements() returns trigger language plpgsql security definer set search_path from current as $$
begin
  insert into door_changes (door_id)
  select distinct coalesce(r.household_id, r.id)
  from changed c join agreement_members m on m.agreement_id = c.id join residents r on r.id = m.resident_id;
  return null;
end $$;
create function note_changed_households() returns trigger language plpgsql security definer set search_path from current as $$
begin
  insert into door_changes (door_id) select id from changed;
  return null;
end $$;

create trigger note_doors_of_new after insert on residents referencing new table as changed
  for each statement execute function note_changed_doors();
create trigger note_doors_of_changed after update on residents referencing new table as changed old table as earlier
  for each statement execute function note_left_and_changed_doors();
create trigger note_doors_of_deleted after delete on residents referencing old table as changed
  for each statement execute function note_changed_doors();
create trigger note_door after update on households referencing new table as changed
  for each statement execute function note_changed_households();

create trigger note_doors_of_new after insert on resident_populations referencing new table as changed
  for each statement execute function note_doors_of_residents();
create trigger note_doors_of_changed after update on resident_populations referencing new table as changed
  for each statement execute function note_doors_of_residents();
create trigger note_doors_of_deleted after delete on resident_populations referencing old table as changed
  for each statement execute function note_doors_of_residents();
create trigger note_doors_of_new after insert on service_records referencing new table as changed
  for each statement execute function note_doors_of_residents();
create trigger note_doors_of_changed after update on service_records referencing new table as changed
  for each statement execute function note_doors_of_residents();
create trigger note_doors_of_new after insert on agreement_members referencing new table as changed
  for each statement execute function note_doors_of_residents();
create trigger note_doors_of_changed after update on agreement_members referencing new table as changed
  for each statement execute function note_doors_of_residents();
create trigger note_doors_of_changed after update on agreements referencing new table as changed
  for each statement execute function note_doors_of_agreements();
create trigger note_doors_of_new after insert on duty_notes referencing new table as changed
  for each statement execute function note_doors_of_residents();
