-- What was read of some rows of a register, and what is wrong in them, encrypted as one piece: a cipher for each row and each
-- problem cost a tenth of an import. Rows and problems say where in it they stand; those of before stand alone in theirs.
create table register_import_sheaves (
  import_id  uuid not null,
  sheaf      integer not null,                       -- the number of its first row; below 0 of problems found besides
  sealed     bytea not null,                         -- [content, …]: of a row the person, of a problem [message, value]
  primary key (import_id, sheaf)
);
alter table register_import_sheaves enable row level security;
create policy within_reach on register_import_sheaves using (import_id in (select id from register_imports));
grant select, insert, delete on register_import_sheaves to qianyue_app;

alter table register_import_rows add column sheaf integer, add column place integer;
alter table register_import_problems add column sheaf integer, add column place integer;

insert into register_import_sheaves (import_id, sheaf, sealed) select import_id, row_number, sealed from register_import_rows;
update register_import_rows set sheaf = row_number;
with numbered as (
  select import_id, row_number, problem, 1000000000 + row_number() over (partition by import_id order by row_number, problem) as sheaf
  from register_import_problems
)
update register_import_problems p set sheaf = n.sheaf
from numbered n where n.import_id = p.import_id and n.row_number = p.row_number and n.problem = p.problem;
insert into register_import_sheaves (import_id, sheaf, sealed) select import_id, sheaf, sealed from register_import_problems;

alter table register_import_rows drop column sealed, alter column sheaf set not null;
alter table register_import_problems drop column sealed, alter column sheaf set not null;

-- As before, with the sheaves.
create or replace function clear_imports(ended_before timestamptz, at timestamptz) returns integer
language plpgsql set search_path from current as $$
declare
  ended uuid[] := array(
    select id from register_imports
    where cleared_at is null and task is null and coalesce(undone_at, finished_at, created_at) < ended_before
  );
begin
  delete from register_import_rows where import_id = any (ended);
  delete from register_import_problems where import_id = any (ended);
  delete from register_import_sheaves where import_id = any (ended);
  delete from register_import_choices where import_id = any (ended);
  delete from register_import_files where import_id = any (ended);
  delete from register_import_changes where import_id = any (ended);
  update register_imports set cleared_at = at where id = any (ended);
  return cardinality(ended);
end $$;
