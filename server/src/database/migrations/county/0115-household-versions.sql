-- A household's address and group carry a version, whoever changes them: an edit made from an older one is a conflict.
alter table households add column version integer not null default 1;

create function count_household_version() returns trigger language plpgsql as $$
begin
  new.version := old.version + 1;
  return new;
end $$;
create trigger count_version before update of address, group_number on households for each row
  when ((old.address, old.group_number) is distinct from (new.address, new.group_number))
  execute function count_household_version();

-- What it was until an edit, and by whom it was changed.
create table household_versions (
  household_id  uuid not null references households,
  version       integer not null,
  values        jsonb not null,
  changed_at    timestamptz not null default now(),
  changed_by    uuid,
  edit_id       uuid,
  primary key (household_id, version)
);
alter table household_versions enable row level security;
create policy within_reach on household_versions using (exists (select from households h where h.id = household_id));
grant select, insert on household_versions to qianyue_app;

-- By its id an edit that is sent twice is known again.
alter table resident_versions add column edit_id uuid;
