-- What each transaction of an import brought in: one row instead of one for every person.
create table register_import_parts (
  import_id    uuid not null references register_imports on delete cascade,
  part         bigint generated always as identity,
  row_numbers  integer[] not null,                   -- of register_import_rows: brought in, and not again
  residents    uuid[] not null,                      -- added
  households   uuid[] not null,                      -- added
  primary key (import_id, part)
);
insert into register_import_parts (import_id, row_numbers, residents, households)
select i.id,
  array(select r.row_number from register_import_rows r where r.import_id = i.id and r.applied),
  array(select c.resident_id from register_import_changes c where c.import_id = i.id and c.kind = 'resident-added'),
  array(select c.household_id from register_import_changes c where c.import_id = i.id and c.kind = 'household-added')
from register_imports i
where i.committed_at is not null and i.status <> 'undone';
delete from register_import_changes where kind in ('resident-added', 'household-added');
alter table register_import_changes
  drop constraint register_import_changes_kind_check,
  add constraint kind_of_change check (kind in ('resident-changed', 'population-added', 'village-added')),
  drop column household_id;
alter table register_import_rows drop column applied;

alter table register_import_parts enable row level security;
create policy within_reach on register_import_parts using (import_id in (select id from register_imports));
grant select, insert on register_import_parts to qianyue_app;

-- Which of these identity numbers somebody in the county has, also beyond the viewer's reach.
create function known_id_numbers(hashes bytea[]) returns setof bytea
  language sql stable security definer
begin atomic
  select id_number_hash from residents where id_number_hash = any (hashes);
end;
revoke execute on function known_id_numbers from public;
grant execute on function known_id_numbers to qianyue_app;

-- What follows from the facts is written with them and rebuilt from them: no key is looked up for each of its rows.
alter table resident_duties drop constraint resident_duties_resident_id_fkey;
alter table resident_standing drop constraint resident_standing_resident_id_fkey;
alter table address_keys drop constraint address_keys_household_id_fkey;

-- Many addresses at once are sorted before they go into the index; so few wait that a search hardly notices them.
alter index address_keys_inside set (fastupdate = on, gin_pending_list_limit = 256);
