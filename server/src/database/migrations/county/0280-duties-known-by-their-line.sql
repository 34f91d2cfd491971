-- A line of duties says by itself what it is known by (server/src/duties/duty-rows.ts), so that the program can tell which lines
-- differ before it sends them. Rows that were known by the number of the database are written once more when they are next refreshed.
create or replace function put_resident_duties(lines text) returns void
language sql volatile security definer set search_path from current as $$
  with given as materialized (
    select f[1]::bigint as line_hash, f[2]::uuid as resident_id, f[3]::bigint as village_code, nullif(f[4], '')::uuid as team_id,
      f[5]::smallint as year, f[6]::text[] as keys, f[7]::date[] as due_from, f[8]::date[] as due_by, f[9]::date[] as closes_on,
      f[10]::date[] as planned_on, f[11]::date[] as done_on, f[12]::uuid[] as fulfilled_by, f[13]::date[] as cancelled_on,
      f[14]::text[] as cancelled_because, f[15]::date[] as paused_from, f[16]::date[] as paused_until,
      f[17]::text[] as because, f[18]::jsonb as packages
    from (
      select split.f
      from (select string_to_array(line, e'\t') as f from string_to_table(lines, e'\n') as line offset 0) split
      left join resident_duties kept on kept.resident_id = split.f[2]::uuid
      where kept.line_hash is distinct from split.f[1]::bigint
      offset 0
    ) as changed
  )
  insert into resident_duties as present (line_hash, resident_id, village_code, team_id, year, keys, due_from, due_by, closes_on,
    planned_on, done_on, fulfilled_by, cancelled_on, cancelled_because, paused_from, paused_until, because, packages)
  select * from given
  on conflict (resident_id) do update set
    line_hash = excluded.line_hash,
    village_code = excluded.village_code, team_id = excluded.team_id, year = excluded.year, keys = excluded.keys,
    due_from = excluded.due_from, due_by = excluded.due_by, closes_on = excluded.closes_on,
    planned_on = excluded.planned_on, done_on = excluded.done_on, fulfilled_by = excluded.fulfilled_by,
    cancelled_on = excluded.cancelled_on, cancelled_because = excluded.cancelled_because,
    paused_from = excluded.paused_from, paused_until = excluded.paused_until, because = excluded.because,
    packages = excluded.packages
$$;
