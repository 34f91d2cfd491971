-- A village or a team that has another name is called so on the phones of those who work there.
create function note_doors_of_renamed_village() returns trigger language plpgsql security definer set search_path from current as $$
begin
  insert into door_changes (door_id)
  select distinct coalesce(household_id, id) from residents where village_code = new.code;
  return null;
end $$;
create function note_doors_of_renamed_team() returns trigger language plpgsql security definer set search_path from current as $$
begin
  insert into door_changes (door_id)
  select distinct coalesce(r.household_id, r.id)
  from agreement_members m join residents r on r.id = m.resident_id
  where m.team_id = new.id;
  return null;
end $$;

create trigger note_doors_of_renamed after update on org_units for each row
  when (new.area_name is distinct from old.area_name) execute function note_doors_of_renamed_village();
create trigger note_doors_of_renamed after update on teams for each row
  when (new.name is distinct from old.name) execute function note_doors_of_renamed_team();
