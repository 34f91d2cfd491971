-- What hangs on a resident follows them when two records of one person are made one. The tables are found in the
-- catalogue, so that a table of tomorrow is not forgotten; those that a merge treats in its own way are named by the caller
-- as `table.column`. A row that cannot follow, because the kept one has its like, stays with the dropped one.
-- Returns what was moved: [{ table, column, key }], the key without the column that was moved.
create function move_dependants(kept uuid, dropped uuid, in_their_own_way text[]) returns jsonb
language plpgsql security definer set search_path from current as $$
declare
  reference record;
  found record;
  moved jsonb := '[]';
begin
  for reference in
    select c.relname as table_name, a.attname as column_name, coalesce((
      select string_agg(format('%L, t.%I', k.attname, k.attname), ', ')
      from pg_index i join pg_attribute k on k.attrelid = i.indrelid and k.attnum = any (i.indkey)
      where i.indrelid = c.oid and i.indisprimary and k.attname <> a.attname
    ), '') as key_columns
    from pg_constraint f
    join pg_class c on c.oid = f.conrelid
    join pg_attribute a on a.attrelid = c.oid and a.attnum = any (f.conkey)
    where f.contype = 'f' and f.confrelid = 'residents'::regclass
      and c.relname || '.' || a.attname <> all (in_their_own_way)
    order by c.relname, a.attname
  loop
    for found in execute format(
      'select t.ctid as place, jsonb_build_object(%s) as key from %I t where t.%I = $1',
      reference.key_columns, reference.table_name, reference.column_name
    ) using dropped
    loop
      begin
        execute format('update %I set %I = $1 where ctid = $2', reference.table_name, reference.column_name)
          using kept, found.place;
        moved := moved || jsonb_build_object(
          'table', reference.table_name, 'column', reference.column_name, 'key', found.key);
      exception when unique_violation or exclusion_violation then
        null;                                          -- stays with the dropped one
      end;
    end loop;
  end loop;
  return moved;
end $$;

-- Puts back what move_dependants moved.
create function move_dependants_back(kept uuid, dropped uuid, moved jsonb) returns void
language plpgsql security definer set search_path from current as $$
declare
  row_moved record;
begin
  for row_moved in select * from jsonb_to_recordset(moved) as m("table" text, "column" text, key jsonb)
  loop
    execute format(
      'update %I t set %I = $1 where t.%I = $2 and to_jsonb(t) @> $3',
      row_moved."table", row_moved."column", row_moved."column"
    ) using dropped, kept, row_moved.key;
  end loop;
end $$;

revoke execute on function move_dependants, move_dependants_back from public;
grant execute on function move_dependants, move_dependants_back to qianyue_app;

-- The account of somebody whose two records are made one opens the kept record.
create function move_account(from_resident uuid, to_resident uuid) returns uuid[]
language sql volatile security definer set search_path from current
begin atomic
  with moved as (
    update platform.accounts account set resident_id = to_resident
    where account.resident_id = from_resident
      and account.county_code = (select platform.present_county())
    returning account.id
  )
  select coalesce(array_agg(id), '{}') from moved;
end;
revoke execute on function move_account(uuid, uuid) from public;
grant execute on function move_account(uuid, uuid) to qianyue_app;

grant update (resident_id) on agreement_events, service_cards to qianyue_app;
