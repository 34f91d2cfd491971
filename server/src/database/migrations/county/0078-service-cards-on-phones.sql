-- A card that was issued or replaced changes what the phones of its holder's doctors know it by.
create trigger note_doors_of_new after insert on service_cards referencing new table as changed
  for each statement execute function note_doors_of_residents();
create trigger note_doors_of_changed after update on service_cards referencing new table as changed
  for each statement execute function note_doors_of_residents();

-- Copies that phones hold already learn of the cards that are valid now.
insert into door_changes (door_id)
select distinct coalesce(r.household_id, r.id)
from service_cards c join residents r on r.id = c.resident_id
where c.replaced_at is null;
