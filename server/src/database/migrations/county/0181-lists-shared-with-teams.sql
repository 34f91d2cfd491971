-- A list that a unit shares is seen by the teams that work in its villages too, who reach villages and no range.
alter policy of_the_unit_and_below on saved_lists using (
  unit_code between (select platform.reach_from()) and (select platform.reach_to())
  or unit_code = any ((select platform.reach_units())::bigint[])
  or (is_shared and (
    (select platform.reach_from()) between unit_code and unit_to
    or exists (
      select from unnest((select platform.reach_units())::bigint[]) own where own between unit_code and unit_to
    )
  ))
);
