-- How many of a team's people are in key populations, whoever of them the viewer reaches: asked for only where they have a cap.
create function team_key_persons(team uuid, on_day date) returns integer
language sql stable security definer set search_path from current
begin atomic
  select count(distinct m.resident_id)::integer
  from agreement_members m join resident_standing s on s.resident_id = m.resident_id
  where m.team_id = team and m.ends_on >= on_day and not m.declined
    and (m.terminated_on is null or m.terminated_on > on_day)
    and s.trait_bits & 4 <> 0; -- the trait 'key' of domain/src/indicators/flags.ts
end;
revoke execute on function team_key_persons from public;
grant execute on function team_key_persons to qianyue_app;
