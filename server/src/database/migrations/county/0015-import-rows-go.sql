-- What was staged of an import goes when it can no longer be undone. Who came by it stays known (register_import_parts).
alter table register_imports add column cleared_at timestamptz;

-- Takes away what imports that ended before a day hold of people, and says how many imports that were.
create function clear_imports(ended_before timestamptz, at timestamptz) returns integer
language plpgsql set search_path from current as $$
declare
  ended uuid[] := array(
    select id from register_imports
    where cleared_at is null and task is null and coalesce(undone_at, finished_at, created_at) < ended_before
  );
begin
  delete from register_import_rows where import_id = any (ended);
  delete from register_import_problems where import_id = any (ended);
  delete from register_import_choices where import_id = any (ended);
  delete from register_import_files where import_id = any (ended);
  delete from register_import_changes where import_id = any (ended);
  update register_imports set cleared_at = at where id = any (ended);
  return cardinality(ended);
end $$;
revoke execute on function clear_imports from public;
