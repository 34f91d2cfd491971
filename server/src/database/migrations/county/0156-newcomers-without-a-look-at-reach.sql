-- Where newcomers live and on which lists they stand, written beside their own rows, whose policy has just held for each of
-- them: no look at reach a row.
create function put_newcomers_memberships(residents uuid[], households uuid[], relations text[], since_days date[]) returns void
language sql volatile security definer set search_path from current as $$
  insert into household_memberships (resident_id, household_id, relation, since)
  select * from unnest(residents, households, relations, since_days)
$$;

create function put_newcomers_populations(
  ids uuid[], residents uuid[], populations text[], since_days date[], until_days date[], declarers text[], notes text[], recorder uuid
) returns void
language sql volatile security definer set search_path from current as $$
  insert into resident_populations (id, resident_id, population, since, until, source, declared_by, source_note, recorded_by)
  select id, resident_id, population, since, until, 'declared', declared_by, source_note, recorder
  from unnest(ids, residents, populations, since_days, until_days, declarers, notes)
    as given (id, resident_id, population, since, until, declared_by, source_note)
  on conflict do nothing
$$;
revoke execute on function put_newcomers_memberships, put_newcomers_populations from public;
grant execute on function put_newcomers_memberships, put_newcomers_populations to qianyue_app;
