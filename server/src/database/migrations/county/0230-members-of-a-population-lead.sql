-- Whether everybody in the county is within reach, decided once a statement: then no row has to be looked after one by one.
create function reaches_whole_county() returns boolean language sql stable as $$
  select platform.reach_from() <= platform.present_county()::bigint * 1000000
    and platform.reach_to() >= platform.present_county()::bigint * 1000000 + 999999
$$;
alter policy within_reach on resident_populations
  using ((select reaches_whole_county()) or exists (select from residents r where r.id = resident_id));

-- Who belongs to a population on a day is known without the rows themselves.
drop index residents_of_population;
create index residents_of_population on resident_populations (population, resident_id) include (since, until);
