-- A team's meeting and its tasks are seen by whoever works in a village that the team covers, not only by the team's unit.
alter policy of_the_unit on meetings using (
  unit_code between (select platform.reach_from()) and (select platform.reach_to())
  or exists (
    select from team_villages v
    where v.team_id = meetings.team_id and v.since <= meetings.held_on
      and (v.until is null or v.until >= meetings.held_on)
      and v.village_code between (select platform.reach_from()) and (select platform.reach_to())
  )
);
